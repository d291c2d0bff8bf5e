/* Writes trees of commands, responses and data objects as text or JSON. */
#ifndef RENDER_APDU_VIEW_H
#define RENDER_APDU_VIEW_H

#include "words/node.h"
#include "apdu/secret.h"
#include "render/render_atr.h"

struct apdu_view {
	const struct tree *tree; /* of describe_command, describe_response or describe_tlv */
	const uint8_t *bytes;    /* that the tree describes */
	size_t length;
	struct secret secret; /* bytes to be written as **; {0, 0}: none */
	size_t indent;        /* of the text, in columns */
	bool full;            /* with details: single bits, cases, classes, sources */
	bool status_shown;    /* text of a response: leaves out the status word and its meaning,
	                       * which are already shown */
};

/* Writes each section as a line with its text, and its fields below: name, bytes and text, with
 * lines of their own for a value of more than eight bytes. */
void render_apdu_text(FILE *out, const struct layout *layout, const struct apdu_view *view);

/* Adds an array of all nodes below the root in the order of the text, as the next value of json:
 * {"depth":0,"name":"CLA","text":"interindustry","offset":0,"bytes":"00"}; offset and bytes are
 * null if a node describes no bytes. */
void render_apdu_json(struct json *json, const struct apdu_view *view);

#endif
