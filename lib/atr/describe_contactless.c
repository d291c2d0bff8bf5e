#include "atr/describe_contactless.h"

#include "words/words.h"

#include <stdio.h>

static void detail(struct tree *tree, node_id parent, const char *name, const char *text)
{
	tree_add(tree, parent, NODE_DETAIL, ROLE_PLAIN, name, text);
}

static const char *standard_text(const struct contactless *card)
{
	if (card->standard_name != NULL)
		return card->standard_name;
	return card->standard == 0 ? "no standard given" : "reserved";
}

static const char *card_text(const struct contactless *card)
{
	if (card->card_name != NULL)
		return card->card_name;
	return card->card == 0 ? "no card name given" : "not assigned";
}

static void describe_storage(struct tree *tree, node_id parent, const struct contactless *card)
{
	struct words rid = {0};

	words_hex(&rid, card->rid, sizeof card->rid);
	if (!card->pcsc)
		words_put(&rid, ": not PC/SC's, so SS and NN are not its numbers");
	detail(tree, parent, "kind", "storage card, named by the reader (PC/SC part 3)");
	detail(tree, parent, "RID", rid.text);
	if (!card->pcsc) {
		tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "SS", "%02X", card->standard);
		tree_addf(tree, parent, NODE_DETAIL, ROLE_CARD, "NN", "%04X", card->card);
		return;
	}
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "SS", "%02X: %s", card->standard,
	          standard_text(card));
	tree_addf(tree, parent, NODE_DETAIL, ROLE_CARD, "NN", "%04X: %s%s%s%s", card->card,
	          card_text(card), card->vendor != NULL ? " (not PC/SC's number, vendor: " : "",
	          card->vendor != NULL ? card->vendor : "", card->vendor != NULL ? ")" : "");
}

/* Bit rates in ATQB, b7 to b5 and b3 to b1 of PI1: ISO/IEC 14443-3, 7.9.4. */
static void put_rates(struct words *words, unsigned bits)
{
	static const char *const rates[3] = {"212", "424", "847"};

	words_put(words, "106");
	for (unsigned i = 0; i < 3; i++)
		if (bits >> i & 1)
			words_add(words, ", %s", rates[i]);
	words_put(words, " kbit/s");
}

static void describe_rates(struct tree *tree, node_id parent, uint8_t info)
{
	struct words words = {0};

	words_put(&words, "from card ");
	put_rates(&words, info >> 4);
	words_put(&words, "; to card ");
	put_rates(&words, info);
	if (info & 0x80)
		words_put(&words, "; the same both ways only");
	detail(tree, parent, "bit rates", words.text);
}

static void describe_frame(struct tree *tree, node_id parent, const struct contactless *card)
{
	/* 9 to C: ISO/IEC 14443-3 Amd 2:2012 */
	static const unsigned sizes[] = {16,  24,  32,  40,   48,   64,  96,
	                                 128, 256, 512, 1024, 2048, 4096};
	unsigned size = card->protocol_info[1] >> 4, fwi = card->protocol_info[2] >> 4;
	unsigned coding = card->protocol_info[2] >> 2 & 3;

	if (size < sizeof sizes / sizeof sizes[0])
		tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "frame", "%u bytes at most",
		          sizes[size]);
	else
		tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "frame", "code %X is reserved",
		          size);
	if (fwi == 15)
		detail(tree, parent, "FWI", "15: reserved");
	else /* 4096/fc, fc = 13.56 MHz */
		tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "FWI", "%u: waiting time %.6g ms",
		          fwi, (double)(1u << fwi) * 4096 / 13560);
	detail(tree, parent, "application data coding",
	       coding == 0         ? "proprietary" :
	               coding == 1 ? "AFI, CRC_B of the AID, number of applications" :
	                             "reserved");
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "options", "NAD %s, CID %s",
	          card->protocol_info[2] & 2 ? "supported" : "not supported",
	          card->protocol_info[2] & 1 ? "supported" : "not supported");
}

static void describe_application_data(struct tree *tree, node_id parent,
                                      const struct contactless *card)
{
	const uint8_t *data = card->application_data;
	struct words words = {0};

	words_hex(&words, data, sizeof card->application_data);
	if ((card->protocol_info[2] >> 2 & 3) == 1)
		words_add(&words, ": AFI %02X, CRC_B %02X %02X, number of applications %02X",
		          data[0], data[1], data[2], data[3]);
	detail(tree, parent, "application data", words.text);
}

static void describe_type_b(struct tree *tree, node_id parent, const struct contactless *card)
{
	node_id b = tree_add(tree, parent, NODE_DETAIL, ROLE_PLAIN, "if type B",
	                     "the eight bytes are ATQB's and the answer to ATTRIB");

	describe_application_data(tree, b, card);
	describe_rates(tree, b, card->protocol_info[0]);
	describe_frame(tree, b, card);
	tree_addf(tree, b, NODE_DETAIL, ROLE_PLAIN, "MBLI", "%u%s", card->mbli,
	          card->mbli == 0 ? ": no information" : "");
}

void describe_contactless(struct tree *tree, node_id parent, const struct contactless *contactless)
{
	switch (contactless->kind) {
	case CONTACTLESS_NONE:
		return;
	case CONTACTLESS_STORAGE:
		describe_storage(tree, parent, contactless);
		break;
	case CONTACTLESS_TYPE_A:
		detail(tree, parent, "kind",
		       "the form of an ISO/IEC 14443-4 card, type A: historical bytes of its ATS");
		break;
	case CONTACTLESS_14443_4:
		detail(tree, parent, "kind",
		       contactless->type_b ?
		               "the form of an ISO/IEC 14443-4 card, type A or type B" :
		               "the form of an ISO/IEC 14443-4 card, type A: the bytes do not fit "
		               "type B");
		break;
	}
	detail(tree, parent, "note",
	       "on the air the electrical and timing figures of this ATR have no physical meaning; "
	       "a contact card can have the same form");
	if (contactless->type_b)
		describe_type_b(tree, parent, contactless);
}
