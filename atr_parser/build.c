#include "atr_parser/build.h"

#include "base/bytes.h"
#include "atr/atr_fields.h"
#include "render/atr_fields_json.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>
#include <string.h>

/* Writes just the ATR, or its analysis if a layout was requested. */
static enum status give_atr(struct answer *answer, const struct atr_fields *fields)
{
	const struct options *options = answer->options;
	char hex[2 * ATR_MAX + 1];
	uint8_t bytes[ATR_MAX];
	size_t length;

	if (!atr_build(fields, bytes, &length)) {
		message_error("too long: %zu bytes, an ATR has at most %d", length, ATR_MAX);
		return STATUS_INPUT;
	}
	if (options->common.json || options->html || options->format_given || options->usb != NULL)
		return answer_bytes(answer, bytes, length, (struct span){NULL, 0});
	hex_write(hex, bytes, length);
	puts(hex);
	return answer_check(answer, bytes, length);
}

static bool take_word(struct atr_fields *fields, const char *word)
{
	const char *equals = strchr(word, '=');
	char why[ATR_FIELDS_WHY];

	if (equals == NULL) {
		message_error("--build %s: expected FIELD=VALUE", word);
		message_hint("for example \"--build T=1 TA1=96 hist=8031C0\"");
		return false;
	}
	if (!atr_fields_set(fields, word, (size_t)(equals - word), equals + 1, why)) {
		message_error("--build %s: %s", word, why);
		return false;
	}
	return true;
}

enum status build_from_words(struct answer *answer)
{
	const struct options *options = answer->options;
	struct atr_fields fields;

	atr_fields_start(&fields);
	for (size_t i = 0; i < options->word_count; i++)
		if (!take_word(&fields, options->words[i]))
			return STATUS_INPUT;
	return give_atr(answer, &fields);
}

enum status build_from_json(struct answer *answer, struct span text,
                            const struct text_source *source)
{
	struct atr_fields fields;
	char why[ATR_FIELDS_WHY];

	if (!atr_fields_from_json(&fields, text.text, text.length, why)) {
		if (why[0] == '\0')
			return memory_trouble();
		message_error("-:%lu: %s", source->line, why);
		return STATUS_INPUT;
	}
	return give_atr(answer, &fields);
}
