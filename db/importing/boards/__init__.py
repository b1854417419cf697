"""What readers of one family of boards share: their posts, as the saved kinds of them have them."""
