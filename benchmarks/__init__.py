"""What README's figures are measured with: `make bench`."""
