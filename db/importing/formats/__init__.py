"""One small file per kind of saved thread; each declares itself and scores a sample."""
