/* The one place that makes text fit for HTML. */
#ifndef RENDER_HTML_HTML_H
#define RENDER_HTML_HTML_H

#include "base/style.h"
#include "cards/card_matches.h"

#include <stdio.h>

/* Text from anywhere: markup is taken out, control characters and what is not UTF-8 stand as \xNN.
 */
void html_text(FILE *out, struct span text);
void html_string(FILE *out, const char *text);
/* Text without control characters between tags, not in an attribute: only what begins markup is
 * replaced. */
void html_content(FILE *out, const char *text, size_t length);
/* A line of a card list, in which each address ("http://…", "https://…", "www.…") is a link. */
void html_linked(FILE *out, struct span text);

/* Returns the class that colours a role; "" for plain text. */
const char *html_class(enum role role);
/* Text in the colour of its role. */
void html_coloured(FILE *out, const char *element, enum role role, const char *text);

#endif
