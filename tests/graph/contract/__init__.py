"""What every store must do, one class a capability; a backend only supplies the fixture `opening`."""
