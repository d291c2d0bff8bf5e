#include "tlv/pkcs15.h"

#include "base/cursor.h"
#include "tlv/tlv.h"

/* PKCS #15, 6.2: the objects with trusted public keys are public keys, and so on. */
static const enum pkcs15_objects kinds[] = {
	PKCS15_PRIVATE_KEYS, PKCS15_PUBLIC_KEYS,  PKCS15_PUBLIC_KEYS,
	PKCS15_SECRET_KEYS,  PKCS15_CERTIFICATES, PKCS15_CERTIFICATES,
	PKCS15_CERTIFICATES, PKCS15_DATA_OBJECTS, PKCS15_AUTHENTICATION_OBJECTS,
};

enum { FIRST_TAG = 0xA0, KINDS = sizeof kinds / sizeof *kinds };

/* Sets what a file contains; EF.OD may be read several times, also after a change. */
static void set_objects(struct pkcs15_files *files, uint16_t file, uint32_t objects)
{
	size_t i = 0;

	while (i < files->count && files->list[i].file != file)
		i++;
	if (i == PKCS15_FILES_MAX)
		return;
	files->list[i].file = file;
	files->list[i].objects = objects;
	files->count += i == files->count;
}

/* Adds the file at the end of the path in an object of EF.OD (PKCS #15, 6.1). */
static void add(struct pkcs15_files *files, uint32_t tag, const uint8_t *value, size_t length)
{
	const uint8_t *sequence, *path;
	size_t size, path_length;

	if (tag < FIRST_TAG || tag >= FIRST_TAG + KINDS ||
	    !tlv_get(value, length, 0x30, &sequence, &size) ||
	    !tlv_get(sequence, size, 0x04, &path, &path_length) || path_length < 2)
		return;
	set_objects(files, (uint16_t)(path[path_length - 2] << 8 | path[path_length - 1]),
	            kinds[tag - FIRST_TAG]);
}

void pkcs15_learn(struct pkcs15_files *files, const uint8_t *data, size_t length)
{
	struct cursor cursor = cursor_start(data, length);
	struct tlv tlv;
	size_t at;

	while (cursor_left(&cursor) > 0 && tlv_read(&cursor, TLV_BER, &tlv, &at) == TLV_FINE)
		add(files, tlv.tag, data + tlv.at + tlv.header, tlv.length);
}

uint32_t pkcs15_objects(const struct pkcs15_files *files, uint16_t file)
{
	if (file == PKCS15_OD || file == PKCS15_TOKEN_INFO)
		return file;
	for (size_t i = 0; i < files->count; i++)
		if (files->list[i].file == file)
			return files->list[i].objects;
	return 0;
}
