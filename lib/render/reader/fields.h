/* Writes lines of "key: text", with which pcsc_scan describes readers. */
#ifndef RENDER_READER_FIELDS_H
#define RENDER_READER_FIELDS_H

#include "render/page.h"
#include "words/node.h"

#include <stdio.h>

/* Writes "key: text" from column indent on, wrapped at blanks; nothing if text is "". Both may be
 * untrusted. */
void render_field(FILE *out, const struct layout *layout, size_t indent, const char *key,
                  enum role role, const char *text);

/* Writes the nodes below parent: sections as titles, others as fields. Each level starts two
 * columns further than the one above. */
void render_fields(FILE *out, const struct layout *layout, const struct tree *tree,
                   const struct node *parent, size_t indent);

#endif
