#include "render/paragraph.h"

#include "base/columns.h"
#include "base/stream.h"
#include "base/escape.h"
#include "base/span.h"
#include "render/address.h"

#include <string.h>

/* A longer word is written in pieces of PIECE_MAX bytes; terminals do not open longer links. */
enum { PIECE_MAX = 128, LINK_MAX = 2000 };

void paragraph_start(struct paragraph *paragraph, FILE *out, const struct layout *layout,
                     size_t column)
{
	*paragraph = (struct paragraph){
		.out = out, .layout = layout, .hang = column, .blanks = column, .empty = true};
}

void paragraph_to_column(struct paragraph *paragraph, size_t column, size_t hang)
{
	bool room = column >= paragraph->column + 2;

	paragraph->blanks = room ? column - paragraph->column : 2;
	paragraph->hang = hang;
}

void paragraph_blank(struct paragraph *paragraph)
{
	if (!paragraph->empty)
		paragraph->blanks = 1;
}

static void put_blanks(struct paragraph *paragraph)
{
	static const char blanks[] = "                                ";

	paragraph->column += paragraph->blanks;
	while (paragraph->blanks > 0) {
		size_t n = paragraph->blanks < sizeof blanks - 1 ? paragraph->blanks :
								   sizeof blanks - 1;

		stream_write(paragraph->out, blanks, n);
		paragraph->blanks -= n;
	}
}

/* Returns the length of the next piece, which ends at the end of a character. */
static size_t piece_length(struct span word)
{
	size_t at = 0;
	uint32_t point;

	while (at < word.length && at < PIECE_MAX) {
		size_t taken = utf8_next(word.text + at, word.length - at, &point);

		at += taken == 0 ? 1 : taken;
	}
	return at;
}

size_t text_columns(struct span text)
{
	char safe[4 * (PIECE_MAX + 4) + 1];
	size_t columns = escape_plain(text.text, text.length);

	if (columns == text.length)
		return columns;
	text = (struct span){text.text + columns, text.length - columns};
	while (text.length > 0) {
		size_t n = piece_length(text);

		columns += utf8_columns(safe, escape_terminal(safe, sizeof safe, text.text, n));
		text = (struct span){text.text + n, text.length - n};
	}
	return columns;
}

static void put_pieces(struct paragraph *paragraph, struct span word)
{
	size_t plain = escape_plain(word.text, word.length);

	stream_write(paragraph->out, word.text, plain);
	word = (struct span){word.text + plain, word.length - plain};
	while (word.length > 0) {
		char safe[4 * (PIECE_MAX + 4) + 1];
		size_t n = piece_length(word),
		       wrote = escape_terminal(safe, sizeof safe, word.text, n);

		stream_write(paragraph->out, safe, wrote);
		word = (struct span){word.text + n, word.length - n};
	}
}

/* Writes a word in which an address becomes a link. */
static void put_linked(struct paragraph *paragraph, struct span word)
{
	const struct link_marks *marks = paragraph->layout->palette->links;
	struct address address;
	char byte[4];

	if (!address_find(word, &address) || 3 * address.length > LINK_MAX) {
		put_pieces(paragraph, word);
		return;
	}
	const size_t end = address.at + address.length;
	put_pieces(paragraph, (struct span){word.text, address.at});
	fprintf(paragraph->out, "%s%s", marks->before, address.before);
	for (size_t i = address.at; i < end; i++)
		fputs(address_byte(byte, word.text[i]), paragraph->out);
	fputs(marks->between, paragraph->out);
	put_pieces(paragraph, (struct span){word.text + address.at, address.length});
	fputs(marks->after, paragraph->out);
	put_pieces(paragraph, (struct span){word.text + end, word.length - end});
}

/* Ends the current run of a color unless it has the same role. */
static void end_run(struct paragraph *paragraph, enum role role)
{
	if (paragraph->run == role)
		return;
	fputs(paragraph->layout->palette->off[paragraph->run], paragraph->out);
	paragraph->run = ROLE_PLAIN;
}

static void begin_run(struct paragraph *paragraph, enum role role)
{
	if (paragraph->run != role)
		fputs(paragraph->layout->palette->on[role], paragraph->out);
	paragraph->run = role;
}

static void break_line(struct paragraph *paragraph)
{
	end_run(paragraph, ROLE_PLAIN);
	putc_unlocked('\n', paragraph->out);
	paragraph->column = 0;
	paragraph->blanks = paragraph->hang;
	paragraph->empty = true;
}

/* Lines break only at blanks: "a" and "b" without a blank between them are one word. Blanks between
 * runs and the end of a line are not colored. */
static void put_word(struct paragraph *paragraph, enum role role, struct span word)
{
	const struct layout *layout = paragraph->layout;
	size_t columns = text_columns(word);

	if (layout->width > 0 && !paragraph->empty && paragraph->blanks > 0 &&
	    paragraph->column + paragraph->blanks + columns > layout->width)
		break_line(paragraph);
	end_run(paragraph, role);
	put_blanks(paragraph);
	begin_run(paragraph, role);
	if (paragraph->linked)
		put_linked(paragraph, word);
	else
		put_pieces(paragraph, word);
	paragraph->column += columns;
	paragraph->empty = false;
}

void paragraph_words(struct paragraph *paragraph, enum role role, struct span text)
{
	const char *end = text.text + text.length;
	bool first = true;

	for (const char *p = text.text; p < end; first = false) {
		const char *start = p;

		while (p < end && !is_blank(*p))
			p++;
		if (p > start) {
			if (!first)
				paragraph_blank(paragraph);
			put_word(paragraph, role, (struct span){start, (size_t)(p - start)});
		}
		while (p < end && is_blank(*p))
			p++;
	}
}

void paragraph_string(struct paragraph *paragraph, enum role role, const char *string)
{
	paragraph_words(paragraph, role, (struct span){string, strlen(string)});
}

void paragraph_linked(struct paragraph *paragraph, enum role role, struct span text)
{
	paragraph->linked = paragraph->layout->palette->links != NULL;
	paragraph_words(paragraph, role, text);
	paragraph->linked = false;
}

void paragraph_phrase(struct paragraph *paragraph, enum role role, const char *string)
{
	const unsigned width = paragraph->layout->width;
	struct span text = {string, strlen(string)};

	if (width > 0 && paragraph->column + paragraph->blanks + text_columns(text) > width) {
		paragraph_words(paragraph, role, text);
		return;
	}
	put_word(paragraph, role, text);
}

void paragraph_end(struct paragraph *paragraph)
{
	end_run(paragraph, ROLE_PLAIN);
	putc_unlocked('\n', paragraph->out);
}

void paragraph_write(FILE *out, const struct layout *layout, size_t column, enum role role,
                     const char *string)
{
	struct paragraph paragraph;

	paragraph_start(&paragraph, out, layout, column);
	paragraph_string(&paragraph, role, string);
	paragraph_end(&paragraph);
}

void paragraph_title(struct paragraph *paragraph, const char *title)
{
	char first[2] = {*title >= 'a' && *title <= 'z' ? (char)(*title - 'a' + 'A') : *title,
	                 '\0'};

	paragraph_string(paragraph, ROLE_HEADING, first);
	paragraph_string(paragraph, ROLE_HEADING, *title != '\0' ? title + 1 : title);
}
