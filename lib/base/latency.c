#include "base/latency.h"

static size_t place_of(uint64_t ns)
{
	unsigned power = 0;

	if (ns < LATENCY_STEPS)
		return (size_t)ns;
	while (ns >> power >= (uint64_t)2 * LATENCY_STEPS)
		power++;
	size_t place = (size_t)(power + 1) * LATENCY_STEPS + (size_t)(ns >> power) - LATENCY_STEPS;
	return place < LATENCY_COUNTS ? place : LATENCY_COUNTS - 1;
}

/* Returns the shortest time counted in this slot. */
static uint64_t time_of(size_t place)
{
	if (place < LATENCY_STEPS)
		return place;
	return (uint64_t)(LATENCY_STEPS + place % LATENCY_STEPS) << (place / LATENCY_STEPS - 1);
}

void latency_add(struct latency *latency, uint64_t ns)
{
	if (latency->count == 0 || ns < latency->min)
		latency->min = ns;
	if (ns > latency->max)
		latency->max = ns;
	latency->count++;
	latency->counts[place_of(ns)]++;
}

static uint64_t within(const struct latency *latency, uint64_t ns)
{
	if (ns < latency->min)
		return latency->min;
	return ns > latency->max ? latency->max : ns;
}

/* By nearest rank. */
uint64_t latency_at(const struct latency *latency, unsigned per_mille)
{
	uint64_t rank = latency->count / 1000 * per_mille +
		(latency->count % 1000 * per_mille + 999) / 1000;
	size_t place = 0;

	if (latency->count == 0)
		return 0;
	if (rank == 0)
		return latency->min;
	if (rank >= latency->count)
		return latency->max;
	for (uint64_t seen = latency->counts[0]; seen < rank; seen += latency->counts[place])
		place++;
	return within(latency, time_of(place));
}

/* Returns the smallest of 1, 2, 5, 10, 20 … that is not less. */
static uint64_t round_up(uint64_t ns)
{
	uint64_t unit = 1;

	while (unit * 10 < ns)
		unit *= 10;
	if (ns <= unit)
		return unit;
	if (ns <= 2 * unit)
		return 2 * unit;
	return ns <= 5 * unit ? 5 * unit : 10 * unit;
}

size_t latency_rows(const struct latency *latency, struct latency_row rows[LATENCY_ROWS_MAX])
{
	enum { WIDTHS = LATENCY_ROWS_MAX - 2 }; /* one for a partial width */
	uint64_t most = latency_at(latency, 990);
	size_t count = 0;

	if (latency->count == 0)
		return 0;
	/* A row must not be narrower than the resolution of the counts. */
	uint64_t width = round_up((most - latency->min) / WIDTHS + most / LATENCY_STEPS + 1);
	uint64_t from = latency->min / width * width;
	for (; from <= most && count < LATENCY_ROWS_MAX - 1; from += width)
		rows[count++] = (struct latency_row){.from = from, .to = from + width};
	if (latency->max >= from)
		rows[count++] = (struct latency_row){.from = from, .to = latency->max};
	for (size_t place = 0, row = 0; place < LATENCY_COUNTS; place++) {
		uint64_t ns = within(latency, time_of(place));

		while (row + 1 < count && ns >= rows[row].to)
			row++;
		rows[row].count += latency->counts[place];
	}
	return count;
}
