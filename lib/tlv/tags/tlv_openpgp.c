#include "tlv/tlv_table.h"

/* Clauses are from the OpenPGP card specification 3.4. */

/* 4.4.3.7 */
static const struct tlv_bits capability_bits[] = {
	{0, 0x80, 0x80, "secure messaging"},
	{0, 0x40, 0x40, "GET CHALLENGE"},
	{0, 0x20, 0x20, "key import"},
	{0, 0x10, 0x10, "PW status can be changed"},
	{0, 0x08, 0x08, "private use data objects"},
	{0, 0x04, 0x04, "algorithm attributes can be changed"},
	{0, 0x02, 0x02, "PSO:DECIPHER and ENCIPHER with AES"},
	{0, 0x01, 0x01, "KDF data object"},
	{0},
};

/* 4.4.3.7 */
static const struct tlv_bits messaging[] = {
	{0, 0xFF, 0x00, "none, or 3DES in version 2"},
	{0, 0xFF, 0x01, "AES-128"},
	{0, 0xFF, 0x02, "AES-256"},
	{0, 0xFF, 0x03, "SCP11b"},
	{0},
};

/* 4.4.3.7; in version 2 bytes 7 to 10 are the maximum lengths of commands and responses */
static const struct tlv_part capabilities[] = {
	{1, VALUE_BITS, "features", capability_bits},
	{1, VALUE_CODE, "secure messaging algorithm", messaging},
	{2, VALUE_NUMBER, "maximum length of GET CHALLENGE"},
	{2, VALUE_NUMBER, "maximum length of a certificate"},
	{2, VALUE_NUMBER, "maximum length of special objects (version 2: of command data)"},
	{1, VALUE_BYTES, "PIN block 2 format (version 2: response length, high byte)"},
	{1, VALUE_BYTES, "MSE for keys 2 and 3 (version 2: response length, low byte)"},
	{0},
};

/* 4.3.2 */
static const struct tlv_bits validity[] = {
	{0, 0xFF, 0x00, "PW1 is valid for one signature"},
	{0, 0xFF, 0x01, "PW1 is valid for several signatures"},
	{0},
};

/* 4.4.3.2, C4 */
static const struct tlv_part pw_status[] = {
	{1, VALUE_CODE, "validity", validity},
	{1, VALUE_NUMBER, "maximum length of PW1"},
	{1, VALUE_NUMBER, "maximum length of the resetting code"},
	{1, VALUE_NUMBER, "maximum length of PW3"},
	{1, VALUE_NUMBER, "tries left for PW1"},
	{1, VALUE_NUMBER, "tries left for the resetting code"},
	{1, VALUE_NUMBER, "tries left for PW3"},
	{0},
};

/* 4.4.1 */
static const struct tlv_part fingerprints[] = {
	{20, VALUE_OPAQUE, "signature key"},
	{20, VALUE_OPAQUE, "decryption key"},
	{20, VALUE_OPAQUE, "authentication key"},
	{20, VALUE_OPAQUE, "attestation key (YubiKey)"},
	{0},
};

/* 4.4.1 */
static const struct tlv_part times[] = {
	{4, VALUE_TIME32, "signature key"},
	{4, VALUE_TIME32, "decryption key"},
	{4, VALUE_TIME32, "authentication key"},
	{4, VALUE_TIME32, "attestation key (YubiKey)"},
	{0},
};

/* 4.4.1 */
static const struct tlv_part ca_fingerprints[] = {
	{20, VALUE_OPAQUE, "CA 1"},
	{20, VALUE_OPAQUE, "CA 2"},
	{20, VALUE_OPAQUE, "CA 3"},
	{20, VALUE_OPAQUE, "CA of the attestation key (YubiKey)"},
	{0},
};

/* 4.4.3.6 */
static const struct tlv_bits interaction[] = {
	{0, 0xFF, 0x00, "disabled"},
	{0, 0xFF, 0x01, "enabled"},
	{0, 0xFF, 0x02, "enabled for good"},
	{1, 0x20, 0x20, "button"},
	{0},
};

/* 4.1.3.1 */
static const struct tlv_bits features[] = {
	{0, 0x80, 0x80, "display"},
	{0, 0x40, 0x40, "biometric input"},
	{0, 0x20, 0x20, "button"},
	{0, 0x10, 0x10, "keypad"},
	{0, 0x08, 0x08, "LED"},
	{0, 0x04, 0x04, "loudspeaker"},
	{0, 0x02, 0x02, "microphone"},
	{0, 0x01, 0x01, "touchscreen"},
	{0},
};

/* 4.4.3.8 */
static const struct tlv_bits key_states[] = {
	{0, 0xFF, 0x00, "not present"},
	{0, 0xFF, 0x01, "generated on the card"},
	{0, 0xFF, 0x02, "imported"},
	{0},
};

/* 4.4.3.8 */
static const struct tlv_part key_information[] = {
	{1, VALUE_KEY_REFERENCE, "key", .again = true},
	{1, VALUE_CODE, "status", key_states},
	{0},
};

/* 4.3.2 */
static const struct tlv_bits kdf_algorithms[] = {
	{0, 0xFF, 0x00, "none"},
	{0, 0xFF, 0x03, "iterated and salted S2K"},
	{0},
};

/* RFC 4880, 9.4 */
static const struct tlv_bits hashes[] = {
	{0, 0xFF, 0x08, "SHA-256"},
	{0, 0xFF, 0x0A, "SHA-512"},
	{0},
};

static const struct tlv_row rows[] = {
	/* OpenPGP card 3.4, 4.4 */
	{0x5E, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_TEXT, "login data"},
	{0x65, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "cardholder related data"},
	{0x6E, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "application related data"},
	{0x7A, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "security support template"},
	{0x7F21, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_CERTIFICATE, "cardholder certificate"},
	{0x7F74, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "general feature management"},
	{0xC0, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "extended capabilities",
         .parts = capabilities},
	{0xC1, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_ALGORITHM, "algorithm attributes, signature"},
	{0xC2, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_ALGORITHM, "algorithm attributes, decryption"},
	{0xC3, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_ALGORITHM,
         "algorithm attributes, authentication"},
	{0xC4, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "PW status", .parts = pw_status},
	{0xC5, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "fingerprints", .parts = fingerprints},
	{0xC6, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "CA fingerprints",
         .parts = ca_fingerprints},
	{0xC7, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of the signature key"},
	{0xC8, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of the decryption key"},
	{0xC9, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of the authentication key"},
	{0xCA, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of CA 1"},
	{0xCB, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of CA 2"},
	{0xCC, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "fingerprint of CA 3"},
	{0xCD, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "times of key generation", .parts = times},
	{0xCE, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_TIME32, "time of the signature key"},
	{0xCF, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_TIME32, "time of the decryption key"},
	{0xD0, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_TIME32, "time of the authentication key"},
	{0xD3, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "resetting code"},
	{0xD5, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "AES key"},
	{0xD6, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BITS, "user interaction, signature", interaction},
	{0xD7, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BITS, "user interaction, decryption",
         interaction},
	{0xD8, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BITS, "user interaction, authentication",
         interaction},
	{0xD9, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BITS, "user interaction, attestation (YubiKey)",
         interaction},
	{0xDA, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_ALGORITHM,
         "algorithm attributes, attestation (YubiKey)"},
	{0xDB, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES,
         "fingerprint of the attestation key (YubiKey)"},
	{0xDC, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES,
         "fingerprint of the attestation key's CA (YubiKey)"},
	{0xDD, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_TIME32, "time of the attestation key (YubiKey)"},
	{0xFB, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "secure messaging certificate"},
	{0xFC, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_CERTIFICATE, "attestation certificate (YubiKey)"},
	{0xDE, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_PARTS, "key information",
         .parts = key_information},
	{0xF9, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "KDF"},
	{0xFA, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "algorithm information"},
	{0x93, 0x7A, FAMILY_OPENPGP, VALUE_NUMBER, "digital signature counter"},
	{0x4F, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_AID, "application identifier (AID)"},
	{0x73, 0x6E, FAMILY_OPENPGP, VALUE_BYTES, "discretionary data objects"},
	{0x81, 0x7F74, FAMILY_OPENPGP, VALUE_BITS, "features", features},
	{0x81, 0xF9, FAMILY_OPENPGP, VALUE_CODE, "KDF algorithm", kdf_algorithms},
	{0x82, 0xF9, FAMILY_OPENPGP, VALUE_CODE, "hash algorithm", hashes},
	{0x83, 0xF9, FAMILY_OPENPGP, VALUE_NUMBER, "iteration count"},
	{0x84, 0xF9, FAMILY_OPENPGP, VALUE_BYTES, "salt for PW1"},
	{0x85, 0xF9, FAMILY_OPENPGP, VALUE_BYTES, "salt for the resetting code"},
	{0x86, 0xF9, FAMILY_OPENPGP, VALUE_BYTES, "salt for PW3"},
	{0x87, 0xF9, FAMILY_OPENPGP, VALUE_BYTES, "initial hash of PW1"},
	{0x88, 0xF9, FAMILY_OPENPGP, VALUE_BYTES, "initial hash of PW3"},
	/* 7.2.14: the key that is generated or read */
	{0xB6, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "signature key"},
	{0xB8, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "decryption key"},
	{0xA4, TLV_NOWHERE, FAMILY_OPENPGP, VALUE_BYTES, "authentication key"},
	{0x83, 0xA4, FAMILY_OPENPGP, VALUE_KEY_REFERENCE, "key reference"},
	{0x83, 0xB8, FAMILY_OPENPGP, VALUE_KEY_REFERENCE, "key reference"},
	{0x0101, TLV_IN_DATA_ID, FAMILY_OPENPGP, VALUE_BYTES, "private use 1"},
	{0x0102, TLV_IN_DATA_ID, FAMILY_OPENPGP, VALUE_BYTES, "private use 2"},
	{0x0103, TLV_IN_DATA_ID, FAMILY_OPENPGP, VALUE_BYTES, "private use 3"},
	{0x0104, TLV_IN_DATA_ID, FAMILY_OPENPGP, VALUE_BYTES, "private use 4"},
};

const struct tlv_table tlv_openpgp = {rows, sizeof rows / sizeof *rows};
