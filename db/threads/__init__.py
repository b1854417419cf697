"""Reading threads for the window and the commands, and what the owner may change of them."""
