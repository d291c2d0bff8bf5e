/* The properties of a reader of the test driver, from the lines of the file that DEVICENAME names
 * (see config.c). */
#ifndef IFD_CONFIG_H
#define IFD_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	IFD_SLOTS_MAX = 8,
	IFD_VALUES_MAX = 64,
	IFD_VALUE_SIZE = 65548, /* maximum size that pcscd supports */
	IFD_PREFIX_MAX = 64,
	IFD_PIN_MAX = 16,
};

enum ifd_kind { IFD_ATTRIBUTE, IFD_PROPERTY, IFD_FEATURE, IFD_CONTROL, IFD_ANSWER };

/* The value of an attribute or a property, or the response to a control code or a command. */
struct ifd_value {
	enum ifd_kind kind;
	uint32_t key;                   /* tag or code */
	uint8_t prefix[IFD_PREFIX_MAX]; /* of a command */
	size_t prefix_length;
	long fails;     /* a RESPONSECODE; 0: does not fail */
	uint8_t *bytes; /* owned */
	size_t length;
};

struct ifd_config {
	unsigned slots;
	bool readers_at_once, slots_at_once;
	size_t longest; /* command, in bytes, that the reader supports */
	uint8_t atr[33];
	size_t atr_length;
	char typed[2][IFD_PIN_MAX + 1]; /* at the PIN pad; "": the cancel key */
	struct ifd_value values[IFD_VALUES_MAX];
	size_t count;
};

/* Returns false, after a message on standard error (pcscd's), if the file cannot be read or has an
 * invalid line. */
bool ifd_config_read(struct ifd_config *config, const char *path);
void ifd_config_free(struct ifd_config *config);

/* Returns the value for a tag or code; NULL if there is none. */
const struct ifd_value *ifd_config_value(const struct ifd_config *config, enum ifd_kind kind,
                                         uint32_t key);
/* Returns the answer with the longest prefix of the command. */
const struct ifd_value *ifd_config_answer(const struct ifd_config *config, const uint8_t *command,
                                          size_t length);

#endif
