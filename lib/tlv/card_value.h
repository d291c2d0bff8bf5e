/* Describes values whose coding belongs to one family of cards. Each function adds the meaning of
 * data's bytes to words, or nothing if they do not have the form. */
#ifndef TLV_CARD_VALUE_H
#define TLV_CARD_VALUE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* PIV's Federal Agency Smart Credential Number: "agency 9999, system 9999, credential 999999". */
void fascn_text(struct words *words, const struct tlv_data *data);
/* Returns the name of the elliptic curve with this object identifier, its value in BER without tag
 * and length: "NIST P-256"; "unknown curve". */
const char *curve_name(const uint8_t *oid, size_t length);
/* The attributes of a key's algorithm on an OpenPGP card: "RSA 2048", "EdDSA Ed25519". */
void algorithm_text(struct words *words, const struct tlv_data *data);
/* An object identifier of GlobalPlatform's card recognition data: "SCP02, option 15". */
void gp_oid_text(struct words *words, const struct tlv_data *data);
/* The components of a GlobalPlatform key: "AES, 16 bytes". */
void key_components_text(struct words *words, const struct tlv_data *data);
/* A date of GlobalPlatform's production data: the last digit of the year and the day of the year in
 * BCD. */
void production_day_text(struct words *words, const struct tlv_data *data);
/* The access rights of a DESFire file: "read: key 1, write: never, …". */
void desfire_rights_text(struct words *words, const struct tlv_data *data);

#endif
