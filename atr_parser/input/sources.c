#include "atr_parser/input/sources.h"

#include "atr_parser/build.h"
#include "atr_parser/input/reader_atr.h"
#include "atr_parser/input/read.h"

#include "atr/atr_walk.h"
#include "base/text.h"
#include "sys/lines.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool is_whole_atr(const char *word)
{
	uint8_t bytes[ATR_KEPT];
	struct not_atr why;
	struct atr atr;
	size_t length;

	if (!read_atr((struct span){word, strlen(word)}, bytes, &length, &why))
		return false;
	atr_walk(&atr, bytes, length);
	return atr.complete && !atr.truncated && atr.extra.length == 0;
}

/* Returns true if each argument is a complete ATR, so that they cannot form a single one. */
static bool are_many(const struct options *options)
{
	bool many = options->word_count > 1 && !options->as_atr_analysis;

	for (size_t i = 0; many && i < options->word_count; i++)
		many = is_whole_atr(options->words[i]);
	return many;
}

static enum status from_each(struct answer *answer)
{
	char **words = answer->options->words;
	enum status status = STATUS_YES;

	for (size_t i = 0; i < answer->options->word_count; i++) {
		const struct text_source source = {.words = words + i};
		enum status one =
			answer_text(answer, (struct span){words[i], strlen(words[i])}, &source);

		status_raise(&status, one);
	}
	return status;
}

enum status from_arguments(struct answer *answer)
{
	const struct options *options = answer->options;
	const struct text_source source = {.words = options->words};
	enum status status = STATUS_TROUBLE;
	struct text text = {0};

	if (are_many(options))
		return from_each(answer);

	for (size_t i = 0; i < options->word_count; i++) {
		if (i > 0)
			text_puts(&text, " ");
		text_puts(&text, options->words[i]);
	}
	if (text.failed)
		memory_ran_out();
	else
		status = answer_text(answer, (struct span){text.data, text.length}, &source);
	text_free(&text);
	return status;
}

enum status from_card(struct answer *answer)
{
	struct reader_state state;
	enum status status = card_atr(answer->options->reader, &state);

	if (status != STATUS_YES)
		return status;
	answer_reader(answer, state.name);
	return answer_bytes(answer, state.atr, state.atr_length, (struct span){NULL, 0});
}

enum { LINE_LONGEST = 65536 };

/* Returns the line without a byte order mark and without the CR at its end. */
static struct span bare_line(const struct line_read *line)
{
	struct span text = line->text;

	if (line->number == 1 && span_starts(text, "\xEF\xBB\xBF"))
		text = span_from(text, 3);
	if (text.length > 0 && text.text[text.length - 1] == '\r')
		text.length--;
	return text;
}

static enum status answer_line(struct answer *answer, const struct line_read *line)
{
	const struct text_source source = {.line = line->number};
	struct span text = bare_line(line);

	if (line->too_long)
		return answer_too_long(answer, text, &source);
	return answer->options->mode == MODE_BUILD ? build_from_json(answer, text, &source) :
						     answer_text(answer, text, &source);
}

static enum status read_lines(struct answer *answer, struct lines *lines)
{
	enum status status = STATUS_YES;
	enum lines_result result = LINES_END;
	bool any = false;
	struct line_read line;

	/* Flush the output before waiting for input, so that another program can use this one
	 * interactively. */
	while ((lines_ready(lines) || output_flush()) &&
	       (result = lines_next(lines, &line)) == LINES_LINE) {
		if (!line.too_long && read_is_blank(bare_line(&line)))
			continue;
		enum status one = answer_line(answer, &line);
		any = true;
		status_raise(&status, one);
	}
	if (!output_flush())
		return status;
	if (result == LINES_ERROR) {
		message_error("standard input: %s", strerror(errno));
		return STATUS_TROUBLE;
	}
	if (!any) {
		message_error("no ATR on standard input");
		return STATUS_INPUT;
	}
	return status;
}

enum status from_standard_input(struct answer *answer)
{
	struct lines *lines = lines_new(STDIN_FILENO, LINE_LONGEST);

	if (lines == NULL)
		return memory_trouble();
	enum status status = read_lines(answer, lines);
	lines_free(&lines);
	return status;
}
