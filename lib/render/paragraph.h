/* Writes paragraphs of text, wrapped at blanks to the page's width, with a hanging indent and no
 * trailing blanks. */
#ifndef RENDER_PARAGRAPH_H
#define RENDER_PARAGRAPH_H

#include "render/render_atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct paragraph {
	FILE *out;
	const struct layout *layout;
	size_t hang;   /* column where the lines after the first start */
	size_t column; /* of the next character */
	size_t blanks; /* to be written before the next word of this line */
	bool empty;    /* nothing on this line yet */
	bool linked;   /* addresses become links */
	enum role run; /* the role whose color is on */
};

/* Starts a paragraph at a column, from 0. */
void paragraph_start(struct paragraph *paragraph, FILE *out, const struct layout *layout,
                     size_t column);
/* Continues at column, but after at least two blanks; later lines begin at column hang. */
void paragraph_to_column(struct paragraph *paragraph, size_t column, size_t hang);
/* Adds the words of text, which may be untrusted, with one blank between. There is a blank before
 * the first only after paragraph_blank(). */
void paragraph_words(struct paragraph *paragraph, enum role role, struct span text);
/* Does the same for a string. */
void paragraph_string(struct paragraph *paragraph, enum role role, const char *string);
/* Does the same; addresses of web pages become links if the palette has links. */
void paragraph_linked(struct paragraph *paragraph, enum role role, struct span text);
/* Adds a string with all its blanks if it fits on the line; else its words. */
void paragraph_phrase(struct paragraph *paragraph, enum role role, const char *string);
/* Adds a heading, with its first letter as a capital. */
void paragraph_title(struct paragraph *paragraph, const char *title);
/* Adds a blank before the next word of this line. */
void paragraph_blank(struct paragraph *paragraph);
/* Ends the last line. */
void paragraph_end(struct paragraph *paragraph);

/* Writes a paragraph with the words of a string, from a column on. */
void paragraph_write(FILE *out, const struct layout *layout, size_t column, enum role role,
                     const char *string);

/* Returns the number of columns that text takes on a terminal, escaped. */
size_t text_columns(struct span text);

#endif
