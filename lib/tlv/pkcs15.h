/* Which objects the files of PKCS #15 contain. */
#ifndef TLV_PKCS15_H
#define TLV_PKCS15_H

#include <stddef.h>
#include <stdint.h>

enum {
	PKCS15_DF = 0x5015, /* PKCS #15, 5.6 */
	PKCS15_OD = 0x5031,
	PKCS15_TOKEN_INFO = 0x5032,
};

enum { PKCS15_FILES_MAX = 16 };

/* The files that the object directory names. All zero: it was not read. */
struct pkcs15_files {
	struct {
		uint16_t file;
		uint32_t objects;
	} list[PKCS15_FILES_MAX];
	size_t count;
};

/* Adds what length bytes of EF.OD, from its start, name; files beyond PKCS15_FILES_MAX are not
 * kept. Accepts any bytes. */
void pkcs15_learn(struct pkcs15_files *files, const uint8_t *data, size_t length);

/* What a file of the application contains, as "above" of struct tlv_row: the identifier of one with
 * a fixed identifier, or one of these for a file that EF.OD names; 0 if unknown. */
enum pkcs15_objects {
	PKCS15_PRIVATE_KEYS = 0x5031A0, /* EF.OD, tag (PKCS #15, 6.2) */
	PKCS15_PUBLIC_KEYS = 0x5031A1,
	PKCS15_SECRET_KEYS = 0x5031A3,
	PKCS15_CERTIFICATES = 0x5031A4,
	PKCS15_DATA_OBJECTS = 0x5031A7,
	PKCS15_AUTHENTICATION_OBJECTS = 0x5031A8,
};
uint32_t pkcs15_objects(const struct pkcs15_files *files, uint16_t file);

#endif
