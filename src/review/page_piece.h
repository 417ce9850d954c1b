// SPDX-License-Identifier: MIT
// page_piece: the page's template with style and scripts in it, cut where the title and the data go (made by embed.py).
#ifndef REVIEW_PAGE_PIECE_H
#define REVIEW_PAGE_PIECE_H

#include "base/slice.h"

// 0: up to the title; 1: from there to the data; 2: the rest.
slice page_piece(int number);

#endif
