/* Describes commands and their responses as trees. */
#ifndef APDU_DESCRIBE_APDU_H
#define APDU_DESCRIBE_APDU_H

#include "apdu/apdu_context.h"
#include "apdu/joined.h"
#include "apdu/secret.h"
#include "words/node.h"

/* Empties tree and fills it: a section "command" whose text is the command in one line ("SELECT by
 * AID A0000000041010 (Mastercard), first or only occurrence, FCI"), in it the fields CLA, INS, P1,
 * P2 (or "P1 P2"), Lc, data, Le, with details, data objects and problems below. Its fields cover
 * the command without gap or overlap. Accepts any bytes. context is as it was before the command,
 * or NULL. secret is that of secret_find, or more: nothing of it is revealed. tree->failed is set
 * if out of memory. */
void describe_command(struct tree *tree, const uint8_t *command, size_t length,
                      const struct apdu_context *context, struct secret secret);

/* Does the same for the response to command, status word included: a section "response" whose text
 * is that of the status word, with the fields "data" and "SW1 SW2". command may be NULL if it is
 * not known. context is as it was when the command was sent. */
void describe_response(struct tree *tree, const uint8_t *response, size_t length,
                       const uint8_t *command, size_t command_length,
                       const struct apdu_context *context);

/* Do the same for data that was joined, if the part concerned has ended: a section whose
 * text is "784 bytes in 4 responses", with the field "data", which begins at offset 0. context is
 * as it was before the last command. */
void describe_joined_command(struct tree *tree, const struct apdu_joined *joined,
                             const struct apdu_context *context);
void describe_joined_response(struct tree *tree, const struct apdu_joined *joined,
                              const struct apdu_context *context);

#endif
