/* Writes untrusted text to HTML. All text of pages goes through this file. */
#ifndef RENDER_HTML_HTML_H
#define RENDER_HTML_HTML_H

#include "base/style.h"
#include "cards/card_matches.h"

#include <stdio.h>

/* Writes text with entities for markup, and control characters and invalid UTF-8 as \xNN; also for
 * quoted attributes. */
void html_text(FILE *out, struct span text);
/* Does the same for a string. */
void html_string(FILE *out, const char *text);
/* Writes text that has no control characters between tags, not in an attribute: with entities for
 * &, < and > alone. */
void html_content(FILE *out, const char *text, size_t length);
/* Writes a line of text as html_text, with each address ("http://…", "https://…", "www.…") as a
 * link. */
void html_linked(FILE *out, struct span text);

/* Returns the CSS class of a role; "" for plain text. */
const char *html_class(enum role role);
/* Writes an element with the class of the role and a string in it. */
void html_colored(FILE *out, const char *element, enum role role, const char *text);

#endif
