//! Texts and forms of Arabic, French and English.
