#include "apdu/parameters.h"

#include "names/reference.h"

/* Yubico's OTP application protocol: what is requested of the slots */
static const struct parameter_bits yubikey_requests[] = {
	{0xFF, 0x01, "configure slot 1"},
	{0xFF, 0x03, "configure slot 2"},
	{0xFF, 0x04, "update slot 1"},
	{0xFF, 0x05, "update slot 2"},
	{0xFF, 0x06, "swap the slots"},
	{0xFF, 0x08, "set the NDEF of slot 1"},
	{0xFF, 0x09, "set the NDEF of slot 2"},
	{0xFF, 0x10, "serial number"},
	{0xFF, 0x11, "set the modes of the device"},
	{0xFF, 0x12, "set the scan codes"},
	{0xFF, 0x13, "device information"},
	{0xFF, 0x15, "set the device information"},
	{0xFF, 0x20, "OTP challenge for slot 1"},
	{0xFF, 0x28, "OTP challenge for slot 2"},
	{0xFF, 0x30, "HMAC challenge for slot 1"},
	{0xFF, 0x38, "HMAC challenge for slot 2"},
	{0},
};

static const struct parameter_bits yubikey_mode[] = {{0xFF, 0x11, "modes of the device"}, {0}};
static const struct parameter_bits page[] = {{0xFF, 0x00, "page #"}, {0}};
static const struct parameter_bits pin_tries[] = {{0xFF, 0x00, "# tries for the PIN"}, {0}};
static const struct parameter_bits puk_tries[] = {{0xFF, 0x00, "# tries for the PUK"}, {0}};
static const struct parameter_bits reset_p1[] = {{0xFF, 0xDE, "confirmation"}, {0}};
static const struct parameter_bits reset_p2[] = {{0xFF, 0xAD, "confirmation"}, {0}};

/* Yubico's PIV extensions: P1 is where the key goes, FF deletes it */
static void describe_move(struct parameters *p, const struct command *c)
{
	enum { DELETED = 0xFF };

	if (c->apdu.p1 == DELETED)
		words_put(&p->p1, "delete");
	else
		key_reference_text(&p->p1, c->apdu.p1, c->family);
	key_reference_text(&p->p2, c->apdu.p2, c->family);
	if (c->apdu.p1 == DELETED)
		words_add(&p->brief, ": delete %s", p->p2.text);
	else
		words_add(&p->brief, ": %s to %s", p->p2.text, p->p1.text);
}

static void describe_import(struct parameters *p, const struct command *c)
{
	const char *algorithm = piv_algorithm_name(c->apdu.p1);

	if (algorithm != NULL)
		words_put(&p->p1, algorithm);
	else
		words_add(&p->p1, "algorithm %02X", c->apdu.p1);
	key_reference_text(&p->p2, c->apdu.p2, c->family);
	words_add(&p->brief, ": %s, %s", p->p2.text, p->p1.text);
}

static const struct parameter_bits management_key[] = {{0xFF, 0xFF, "management key"}, {0}};
static const struct parameter_bits touch_policies[] = {
	{0xFF, 0xFF, "no touch required"},
	{0xFF, 0xFE, "touch required"},
	{0},
};

static const struct parameter_bits openpgp_keys[] = {
	{0xFF, 0x01, "signature key"},
	{0xFF, 0x02, "decryption key"},
	{0xFF, 0x03, "authentication key"},
	{0},
};

/* YubiHSM Auth: who changes the password */
static const struct parameter_bits password_changes[] = {
	{0xFF, 0x00, "with the current password"},
	{0xFF, 0x01, "with the management key"},
	{0},
};

/* FIDO U2F raw message formats 1.2, 5 */
static const struct parameter_bits u2f_controls[] = {
	{0xFF, 0x03, "enforce user presence and sign"},
	{0xFF, 0x07, "check the key handle only"},
	{0xFF, 0x08, "sign without user presence"},
	{0},
};

static const struct parameter_bits key[] = {{0xFF, 0x00, "key #"}, {0}};
static const struct parameter_bits key_domain[] = {{0xFF, 0x00, "key domain #"}, {0}};

static const struct parameter_bits domain_actions[] = {
	{0xFF, 0x00, "import a DKEK share, or query"},
	{0xFF, 0x01, "create"},
	{0xFF, 0x03, "delete"},
	{0xFF, 0x04, "delete the key encryption key"},
	{0},
};

static const struct parameter_bits hsm_algorithms[] = {
	{0xFF, 0x20, "RSA"},
	{0xFF, 0x21, "RSA, decipher"},
	{0xFF, 0x30, "RSA, PKCS1 v1.5"},
	{0xFF, 0x31, "RSA, PKCS1 v1.5 with SHA-1"},
	{0xFF, 0x33, "RSA, PKCS1 v1.5 with SHA-256"},
	{0xFF, 0x34, "RSA, PKCS1 v1.5 with SHA-384"},
	{0xFF, 0x35, "RSA, PKCS1 v1.5 with SHA-512"},
	{0xFF, 0x40, "RSA, PSS"},
	{0xFF, 0x41, "RSA, PSS with SHA-1"},
	{0xFF, 0x43, "RSA, PSS with SHA-256"},
	{0xFF, 0x44, "RSA, PSS with SHA-384"},
	{0xFF, 0x45, "RSA, PSS with SHA-512"},
	{0xFF, 0x70, "ECDSA"},
	{0xFF, 0x71, "ECDSA with SHA-1"},
	{0xFF, 0x72, "ECDSA with SHA-224"},
	{0xFF, 0x73, "ECDSA with SHA-256"},
	{0xFF, 0x74, "ECDSA with SHA-384"},
	{0xFF, 0x75, "ECDSA with SHA-512"},
	{0xFF, 0x80, "ECDH"},
	{0},
};

static const struct parameter_bits wrapping[] = {{0xFF, 0x92, "wrap"}, {0}};
static const struct parameter_bits unwrapping[] = {{0xFF, 0x93, "unwrap"}, {0}};

/* NISTIR 6887, 5.3.4.2: READ BUFFER */
static void describe_buffer(struct parameters *p, const struct command *c)
{
	p->together = true;
	words_add(&p->p1, "offset %u", (unsigned)(c->apdu.p1 << 8 | c->apdu.p2));
	words_add(&p->brief, " at %s", p->p1.text);
}

static const struct parameter_bits enciphering[] = {
	{0xFF, 0x00, "plain"},
	{0xFF, 0x00, "enciphered with key #"},
	{0},
};

/* Belgian eID card specification, GET CARD DATA */
static const struct parameter_bits card_data[] = {
	{0xFF, 0x00, "without a signature"},
	{0xFF, 0x01, "extended"},
	{0},
};

/* GlobalPlatform Amendment F, 6.3 to 6.5 */
static const struct parameter_bits key_version[] = {{0xFF, 0x00, "key version #"}, {0}};
static const struct parameter_bits key_identifier[] = {
	{0x7F, 0x00, "key identifier #"},
	{0x80, 0x80, "more certificates follow"},
	{0},
};

const struct parameters_row parameters_tokens[] = {
	{INS_ISO, 0x01, 0xFF, FAMILY_YUBIKEY, yubikey_requests, parameters_none, ": %1"},
	{INS_ISO, 0x03, 0xFF, FAMILY_YUBIKEY, parameters_none, parameters_none},
	{INS_ISO, 0x16, 0xFF, FAMILY_YUBIKEY, yubikey_mode, parameters_none},
	{INS_ISO, 0x1C, 0xFF, FAMILY_YUBIKEY, parameters_none, parameters_none},
	{INS_ISO, 0x1D, 0xFF, FAMILY_YUBIKEY, page, parameters_none, ", %1"},
	{INS_ISO, 0x1F, 0xFF, FAMILY_YUBIKEY, parameters_none, parameters_none},
	{INS_ISO, 0xF6, 0xFF, FAMILY_PIV, .describe = describe_move},
	{INS_ISO, 0xF8, 0xFF, FAMILY_PIV, parameters_none, parameters_none},
	{INS_ISO, 0xFA, 0xFF, FAMILY_PIV, pin_tries, puk_tries, ": %1, %2"},
	{INS_ISO, 0xFB, 0xFF, FAMILY_PIV, parameters_none, parameters_none},
	{INS_ISO, 0xFD, 0xFF, FAMILY_PIV, parameters_none, parameters_none},
	{INS_ISO, 0xFE, 0xFF, FAMILY_PIV, .describe = describe_import},
	{INS_ISO, 0xFF, 0xFF, FAMILY_PIV, management_key, touch_policies, ", %2"},
	{INS_ISO, 0xF1, 0xFF, FAMILY_OPENPGP, parameters_none, parameters_none},
	{INS_ISO, 0xF2, 0xFF, FAMILY_OPENPGP, parameters_none, parameters_none},
	{INS_ISO, 0xFB, 0xFF, FAMILY_OPENPGP, openpgp_keys, parameters_none, " of the %1"},
	{INS_ISO, 0xB1, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xB2, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xB3, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xB4, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xB5, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xB7, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0x04, 0xFF, FAMILY_YUBIHSM, parameters_none, parameters_none},
	{INS_ISO, 0x06, 0xFF, FAMILY_YUBIHSM, reset_p1, reset_p2},
	{INS_ISO, 0x08, 0xFF, FAMILY_YUBIHSM, parameters_none, parameters_none},
	{INS_ISO, 0x0B, 0xFF, FAMILY_YUBIHSM, password_changes, parameters_none, " %1"},
	{INS_ISO, 0x02, 0xFF, FAMILY_FIDO, u2f_controls, parameters_none, ": %1"},
	{INS_ISO, 0x46, 0xFF, FAMILY_SC_HSM, key, NULL, ", %1"},
	{INS_ISO, 0x58, 0xFF, FAMILY_SC_HSM, parameters_none, parameters_none},
	{INS_GLOBAL, 0x48, 0xFF, FAMILY_SC_HSM, key, NULL, ", %1"},
	{INS_GLOBAL, 0x50, 0xFF, FAMILY_SC_HSM, parameters_none, parameters_none},
	{INS_GLOBAL, 0x52, 0xFF, FAMILY_SC_HSM, domain_actions, key_domain, ": %2, %1"},
	{INS_GLOBAL, 0x58, 0xFF, FAMILY_SC_HSM, parameters_none, parameters_none},
	{INS_GLOBAL, 0x62, 0xFF, FAMILY_SC_HSM, key, hsm_algorithms, " with %1, %2"},
	{INS_GLOBAL, 0x68, 0xFF, FAMILY_SC_HSM, key, hsm_algorithms, " with %1, %2"},
	{INS_GLOBAL, 0x72, 0xFF, FAMILY_SC_HSM, key, wrapping, ": %1"},
	{INS_GLOBAL, 0x74, 0xFF, FAMILY_SC_HSM, key, unwrapping, ": %1"},
	{INS_GLOBAL, 0x52, 0xFF, FAMILY_CAC, .describe = describe_buffer},
	{INS_GLOBAL, 0x4E, 0xFF, FAMILY_CIPURSE, parameters_none, key, " of %2"},
	{INS_GLOBAL, 0x52, 0xFF, FAMILY_CIPURSE, enciphering, key, ": %2, %1"},
	{INS_GLOBAL, 0xE4, 0xFF, FAMILY_BELPIC, parameters_none, card_data, ", %2"},
	{INS_GLOBAL, 0xE6, 0xFF, FAMILY_BELPIC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x2A, 0xFF, FAMILY_GP, key_version, key_identifier,
         ": certificate for %1, %2"},
	{INS_GLOBAL, 0x88, 0xFF, FAMILY_GP, key_version, key_identifier, ": %1, %2"},
	{0},
};
