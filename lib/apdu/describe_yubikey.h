/* The data fields of responses of a YubiKey's management and OTP applications. */
#ifndef APDU_DESCRIBE_YUBIKEY_H
#define APDU_DESCRIBE_YUBIKEY_H

#include "apdu/data_field.h"

/* For rows of data fields: adds the field "data" with the objects of the device information, after
 * a byte with their length. */
void describe_yubikey_information(const struct data_context *context);

#endif
