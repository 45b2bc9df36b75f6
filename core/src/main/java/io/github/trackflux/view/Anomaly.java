package io.github.trackflux.view;

/** What a feed has noticed of a server that does not behave as the proofs assume. Each is safe; each costs something. */
public enum Anomaly {
    /** Every page number and cursor is answered alike: only the first page can be seen, and nothing is proven absent. */
    PAGING_IGNORED,
    /** Pages hold fewer rows than were asked for: walks take more calls. */
    PAGE_SIZE_CAPPED,
    /** A filtered call was answered with rows that do not fit the filter: no proof by that kind of filter. */
    FILTER_IGNORED,
    /** No filter of a kind that is known to work fits a suspect: its close waits for another proof. */
    FILTER_UNPROVEN,
    /** A group of orders of one trader and symbol fills a page: its closes are proven by a count, later. */
    GROUP_FILLS_PAGE,
    /** The order of the list changes from call to call: closes are found by whole sweeps only. */
    ORDER_UNSTABLE,
    /** The list came empty while orders are open: believed only when it lasts. */
    EMPTY_ANSWER,
    /** A large part of the orders vanished at once: believed only when a second kind of evidence agrees. */
    MASS_CLOSE,
    /** One number was shown with another symbol or trader: not believed. */
    IDENTITY_CONFLICT,
    /** A row could not be read: its order counts as seen if its number could be. */
    ROW_REJECTED,
    /** A number came twice in one answer: the first counts. */
    DUPLICATE_ROW,
    /** An order that had been proven closed was shown again: the server lags more than the hold-down. */
    REINSTATED
}
