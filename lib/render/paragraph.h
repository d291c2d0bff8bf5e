/* Text for people, wrapped at blanks to the width, with a hanging indent and no trailing blank. */
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
	size_t column; /* of what comes next */
	size_t blanks; /* owed before the next word of this line */
	bool empty;    /* nothing on this line yet */
	bool linked;   /* addresses become links */
	enum role run; /* whose colour is on: words of one role are one run of it */
};

/* Starts at the given column. */
void paragraph_start(struct paragraph *paragraph, FILE *out, const struct layout *layout,
                     size_t column);
/* What comes next starts at column, but at least two blanks on; lines that follow start at hang. */
void paragraph_go(struct paragraph *paragraph, size_t column, size_t hang);
/* Adds the words of text, escaped; a blank before the first one only where paragraph_blank() asked
 * for it. */
void paragraph_words(struct paragraph *paragraph, enum role role, struct span text);
void paragraph_string(struct paragraph *paragraph, enum role role, const char *string);
/* Words in which addresses of pages are links, if the palette has any. */
void paragraph_linked(struct paragraph *paragraph, enum role role, struct span text);
/* As it stands, its blanks with it, where it fits on the line; else as words. */
void paragraph_phrase(struct paragraph *paragraph, enum role role, const char *string);
/* A heading: its first letter as a capital. */
void paragraph_title(struct paragraph *paragraph, const char *title);
/* A blank where the line goes on. */
void paragraph_blank(struct paragraph *paragraph);
void paragraph_end(struct paragraph *paragraph);

/* Columns that text takes on a terminal, once escaped. */
size_t text_columns(struct span text);

#endif
