/* The one place that makes text fit for HTML, and knows a page's head. */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include "base/style.h"
#include "cards/card_matches.h"

#include <stdio.h>

/* A page that needs no other file: to the start of its body. It is dark where the reader likes it
 * so. */
void html_begin(FILE *out, const char *title);
void html_end(FILE *out);

/* Text from anywhere: markup is taken out, control characters and what is not UTF-8 stand as \xNN.
 */
void html_text(FILE *out, struct span text);
void html_string(FILE *out, const char *text);

/* The class that colours a role; "" for plain text. */
const char *html_class(enum role role);
/* Text in the colour of its role. */
void html_coloured(FILE *out, const char *element, enum role role, const char *text);

#endif
