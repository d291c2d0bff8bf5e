/* The data fields of commands and responses of FIDO authenticators: CTAP 2.1. */
#ifndef APDU_DESCRIBE_FIDO_H
#define APDU_DESCRIBE_FIDO_H

#include "apdu/data_field.h"

/* Adds the field "data": a CTAP command and its parameters, or a status and the response to the
 * command. */
void describe_fido_command(const struct data_context *context);
void describe_fido_response(const struct data_context *context);

#endif
