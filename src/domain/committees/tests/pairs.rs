//! Every state with every deed, through the book.
