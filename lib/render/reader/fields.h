/* Lines of "key: text", as pcsc_scan describes readers. */
#ifndef RENDER_READER_FIELDS_H
#define RENDER_READER_FIELDS_H

#include "render/page.h"
#include "words/node.h"

#include <stdio.h>

/* Writes "key: text" from column indent, wrapped at blanks; nothing if text is "". Both may be from
 * outside. */
void render_field(FILE *out, const struct layout *layout, size_t indent, const char *key,
                  enum role role, const char *text);

/* Writes the fields, details and problems below parent, and the sections with their titles; what is
 * below another node starts two columns further. */
void render_fields(FILE *out, const struct layout *layout, const struct tree *tree, node_id parent,
                   size_t indent);

#endif
