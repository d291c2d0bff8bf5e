/* Trees of commands, responses and data objects as text or JSON. */
#ifndef RENDER_APDU_VIEW_H
#define RENDER_APDU_VIEW_H

#include "words/node.h"
#include "apdu/secret.h"
#include "render/render_atr.h"

/* What is shown, and how. */
struct apdu_view {
	const struct tree
		*tree;        /* describe_command()'s, describe_response()'s or describe_tlv()'s */
	const uint8_t *bytes; /* the input that the tree speaks of */
	size_t length;
	struct secret secret; /* bytes to be written as **; {0, 0}: none */
	size_t indent;        /* of the text, in columns */
	bool full;            /* single bits, cases, classes and sources too */
	bool status_shown;    /* text of a response: its status word and what that means are
	                       * already shown, and left out */
};

/* A section is its line of words with its fields below; a field is name, bytes and words; a value
 * of more than eight bytes stands in lines of its own. */
void render_apdu_text(FILE *out, const struct layout *layout, const struct apdu_view *view);

/* An array of all nodes below the root in the order of the text, as the next value of json:
 * {"depth":0,"name":"CLA","text":"interindustry","offset":0,"bytes":"00"}; offset and bytes are
 * null where a node speaks of none. */
void render_apdu_json(struct json *json, const struct apdu_view *view);

#endif
