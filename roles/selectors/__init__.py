"""What one page needs when that joins several models; everything returned is frozen."""
