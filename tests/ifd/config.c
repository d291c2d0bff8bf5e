/* Reads the file that a reader's DEVICENAME in reader.conf names. Its lines ("#" starts a comment
 * line):
 *
 *   slots N               1 to 8 (1)
 *   threads none|readers|slots   what the service may use at the same time (none)
 *   attribute TAG VALUE   for SCardGetAttrib
 *   feature TAG           in the response to CM_IOCTL_GET_FEATURE_REQUEST, with the control
 *                         code 423300TAG: 06 and 07 are implemented (pinpad.c), 12 returns the
 *                         properties, others need "control" lines
 *   property TAG VALUE    in the response of FEATURE_GET_TLV_PROPERTIES, unchanged
 *   control CODE VALUE    for SCardControl
 *   typed [PIN [PIN]]     what is typed at the PIN pad; none: the cancel key
 *   longest N             the longest command that the reader supports, in bytes
 *   atr HEX               of cards whose files have none
 *   answer PREFIX VALUE   to commands that start with PREFIX; the longest match counts; else
 *                         6D00
 *
 * Tags, codes and prefixes are hex. VALUE: hex bytes, "text" (a NUL follows), length N (that many
 * bytes 00 01 02 ...), or fails N (a RESPONSECODE of ifdhandler.h).
 *
 * A card is in slot N while a file PATH.cardN exists. Its first line is the ATR; if it is empty,
 * that of the line "atr"; "mute": the card does not respond. For another card to be noticed, the
 * file must be missing for a moment. The service's requests are logged to PATH.log. */
#include "config.h"

#include "base/bytes.h"
#include "base/num.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_WORDS = 3, IFD_FEATURE_CODE = 0x42330000 };

/* The words of a line; the last one takes the rest. */
static size_t split(char *line, char *words[LINE_WORDS])
{
	size_t count = 0;

	line[strcspn(line, "\n")] = '\0';
	line += strspn(line, " \t");
	while (*line != '\0') {
		words[count++] = line;
		if (count == LINE_WORDS)
			break;
		line += strcspn(line, " \t");
		if (*line != '\0')
			*line++ = '\0';
		line += strspn(line, " \t");
	}
	return count;
}

static bool take_hex_number(const char *text, uint32_t *number)
{
	char *end;

	errno = 0;
	unsigned long value = strtoul(text, &end, 16);
	*number = (uint32_t)value;
	return hex_digit(*text) >= 0 && *end == '\0' && errno == 0 && value <= UINT32_MAX;
}

static bool take_text(struct ifd_value *value, const char *text)
{
	size_t length = strlen(text);

	if (length < 2 || text[length - 1] != '"')
		return false;
	memcpy(value->bytes, text + 1, length - 2);
	value->bytes[length - 2] = '\0';
	value->length = length - 1;
	return true;
}

static bool take_value(struct ifd_value *value, const char *text)
{
	uint64_t number;

	value->bytes = malloc(IFD_VALUE_SIZE);
	if (value->bytes == NULL)
		return false;
	if (text[0] == '"')
		return take_text(value, text);
	if (strncmp(text, "fails ", 6) == 0) {
		if (!num_decimal(span_of(text + 6), 999, &number) || number == 0)
			return false;
		value->fails = (long)number;
		return true;
	}
	if (strncmp(text, "length ", 7) == 0) {
		if (!num_decimal(span_of(text + 7), IFD_VALUE_SIZE, &number))
			return false;
		value->length = (size_t)number;
		for (size_t i = 0; i < value->length; i++)
			value->bytes[i] = (uint8_t)i;
		return true;
	}
	struct hex_result got = hex_read(text, strlen(text), value->bytes, IFD_VALUE_SIZE);
	value->length = got.count;
	return got.status == HEX_OK || got.status == HEX_EMPTY;
}

static struct ifd_value *new_value(struct ifd_config *config)
{
	return config->count < IFD_VALUES_MAX ? &config->values[config->count++] : NULL;
}

static bool take_keyed(struct ifd_config *config, enum ifd_kind kind, char *words[], size_t count)
{
	struct ifd_value *value = new_value(config);

	if (value == NULL || count < 2)
		return false;
	*value = (struct ifd_value){.kind = kind};
	return take_hex_number(words[1], &value->key) &&
		take_value(value, count > 2 ? words[2] : "");
}

static bool take_attribute(struct ifd_config *config, char *words[], size_t count)
{
	return take_keyed(config, IFD_ATTRIBUTE, words, count);
}

static bool take_property(struct ifd_config *config, char *words[], size_t count)
{
	return take_keyed(config, IFD_PROPERTY, words, count);
}

static bool take_control(struct ifd_config *config, char *words[], size_t count)
{
	return take_keyed(config, IFD_CONTROL, words, count);
}

static bool take_feature(struct ifd_config *config, char *words[], size_t count)
{
	struct ifd_value *value = new_value(config);
	uint32_t code;

	if (value == NULL || count < 2)
		return false;
	*value = (struct ifd_value){.kind = IFD_FEATURE, .bytes = malloc(4), .length = 4};
	if (value->bytes == NULL || !take_hex_number(words[1], &value->key))
		return false;
	code = IFD_FEATURE_CODE + value->key;
	for (int i = 0; i < 4; i++)
		value->bytes[i] = (uint8_t)(code >> (24 - 8 * i));
	return true;
}

static bool take_answer(struct ifd_config *config, char *words[], size_t count)
{
	struct ifd_value *value = new_value(config);

	if (value == NULL || count < 3)
		return false;
	*value = (struct ifd_value){.kind = IFD_ANSWER};
	struct hex_result got = hex_read(words[1], strlen(words[1]), value->prefix, IFD_PREFIX_MAX);
	value->prefix_length = got.count;
	return got.status == HEX_OK && take_value(value, words[2]);
}

static bool take_typed(struct ifd_config *config, char *words[], size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (strlen(words[i]) > IFD_PIN_MAX)
			return false;
		strcpy(config->typed[i - 1], words[i]);
	}
	return true;
}

static bool take_slots(struct ifd_config *config, char *words[], size_t count)
{
	uint64_t number;

	if (count < 2 || !num_decimal(span_of(words[1]), IFD_SLOTS_MAX, &number) || number == 0)
		return false;
	config->slots = (unsigned)number;
	return true;
}

static bool take_longest(struct ifd_config *config, char *words[], size_t count)
{
	uint64_t number;

	if (count < 2 || !num_decimal(span_of(words[1]), IFD_VALUE_SIZE, &number))
		return false;
	config->longest = (size_t)number;
	return true;
}

static bool take_threads(struct ifd_config *config, char *words[], size_t count)
{
	const char *what = count > 1 ? words[1] : "";

	config->slots_at_once = strcmp(what, "slots") == 0;
	config->readers_at_once = config->slots_at_once || strcmp(what, "readers") == 0;
	return config->readers_at_once || strcmp(what, "none") == 0;
}

static bool take_atr(struct ifd_config *config, char *words[], size_t count)
{
	if (count != 2)
		return false;
	struct hex_result got =
		hex_read(words[1], strlen(words[1]), config->atr, sizeof config->atr);
	config->atr_length = got.count;
	return got.status == HEX_OK;
}

static const struct {
	const char *word;
	bool (*take)(struct ifd_config *, char *words[], size_t count);
} lines[] = {
	{"slots", take_slots},     {"threads", take_threads},   {"attribute", take_attribute},
	{"feature", take_feature}, {"property", take_property}, {"control", take_control},
	{"typed", take_typed},     {"longest", take_longest},   {"atr", take_atr},
	{"answer", take_answer},
};

static bool take_line(struct ifd_config *config, char *line)
{
	char *words[LINE_WORDS];
	size_t count = split(line, words);

	if (count == 0 || words[0][0] == '#')
		return true;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strcmp(words[0], lines[i].word) == 0)
			return lines[i].take(config, words, count);
	return false;
}

bool ifd_config_read(struct ifd_config *config, const char *path)
{
	FILE *file = fopen(path, "re");
	unsigned long number = 0;
	char *line = NULL;
	size_t size = 0;
	bool ok = file != NULL;

	*config = (struct ifd_config){.slots = 1, .longest = IFD_VALUE_SIZE};
	if (!ok)
		fprintf(stderr, "test driver: %s: %s\n", path, strerror(errno));
	while (ok && getline(&line, &size, file) > 0) {
		number++;
		ok = take_line(config, line);
		if (!ok)
			fprintf(stderr, "test driver: %s:%lu: wrong line\n", path, number);
	}
	free(line);
	if (file != NULL)
		fclose(file);
	if (!ok)
		ifd_config_free(config);
	return ok;
}

void ifd_config_free(struct ifd_config *config)
{
	for (size_t i = 0; i < config->count; i++)
		free(config->values[i].bytes);
	config->count = 0;
}

const struct ifd_value *ifd_config_value(const struct ifd_config *config, enum ifd_kind kind,
                                         uint32_t key)
{
	for (size_t i = 0; i < config->count; i++)
		if (config->values[i].kind == kind && config->values[i].key == key)
			return &config->values[i];
	return NULL;
}

const struct ifd_value *ifd_config_answer(const struct ifd_config *config, const uint8_t *command,
                                          size_t length)
{
	const struct ifd_value *best = NULL;

	for (size_t i = 0; i < config->count; i++) {
		const struct ifd_value *value = &config->values[i];

		if (value->kind == IFD_ANSWER && value->prefix_length <= length &&
		    memcmp(value->prefix, command, value->prefix_length) == 0 &&
		    (best == NULL || best->prefix_length <= value->prefix_length))
			best = value;
	}
	return best;
}
