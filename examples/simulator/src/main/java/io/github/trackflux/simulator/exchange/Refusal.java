package io.github.trackflux.simulator.exchange;

/**
 * A call that is answered with an error, spelled as in the exchange's table of error codes.
 *
 * @param status of HTTP; the exchange was seen to answer 400 where it could be 401 or 403
 * @param code of the body
 * @param msg of the body
 */
public record Refusal(int status, String code, String msg) implements Outcome {

    /** Too many calls: status and body as captured. */
    public static final Refusal TOO_MANY_REQUESTS = new Refusal(429, "429", "Too Many Requests");
    /** A server in trouble. */
    public static final Refusal SERVER_ERROR = new Refusal(500, "500", "Internal Server Error");
    /** The release window. */
    public static final Refusal MAINTENANCE = new Refusal(200, "40200", "Server upgrade, please try again later");
    /** A page behind the last one, on the servers that mind. */
    public static final Refusal NO_SUCH_PAGE = refused("40209", "pageNo is wrong");

    static final Refusal NOT_FOUND = new Refusal(404, "40404", "Request URL NOT FOUND");
    static final Refusal NO_KEY = refused("40006", "Invalid ACCESS_KEY");
    static final Refusal UNKNOWN_KEY = refused("40037", "Apikey does not exist");
    static final Refusal NO_PASSPHRASE = refused("40011", "ACCESS_PASSPHRASE cannot be empty");
    static final Refusal WRONG_PASSPHRASE = refused("40012", "apikey/password is incorrect");
    static final Refusal BAD_TIMESTAMP = refused("40005", "Invalid ACCESS_TIMESTAMP");
    static final Refusal EXPIRED = refused("40008", "Request timestamp expired");
    static final Refusal NO_SIGNATURE = refused("40002", "ACCESS_SIGN cannot be empty");
    static final Refusal WRONG_SIGNATURE = refused("40009", "sign signature error");
    static final Refusal BAD_QUERY = refused("40017", "Parameter verification failed");

    /** Returns a refusal of status 400, as the exchange answers keys, signatures and parameters that it refuses. */
    public static Refusal refused(String code, String msg) {
        return new Refusal(400, code, msg);
    }

    static Refusal missing(String parameter) {
        return refused("40019", "Parameter " + parameter + " cannot be empty");
    }

    static Refusal wrong(String parameter) {
        return refused("40020", "Parameter " + parameter + " error");
    }

    static Refusal unknown(String parameter) {
        return refused("40034", "Parameter " + parameter + " does not exist");
    }
}
