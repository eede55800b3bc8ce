using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Who calls whom, as an INVITE or MESSAGE of a trunk says.</summary>
/// <param name="From">The caller's number, canonical; empty when it is withheld.</param>
/// <param name="DisplayName">The name that came with it, at most 100 characters.</param>
/// <param name="To">Who was called, canonical.</param>
/// <param name="DivertedFrom">Whom the caller had called first; empty where the call was not diverted.</param>
internal sealed record CallFacts(string From, string DisplayName, string To, string DivertedFrom)
{
    private const int MaxName = 100;
    private const int MaxNumber = 64;

    /// <summary>What a trunk's request says. The trunk is believed: P-Asserted-Identity comes before From (RFC 3325 section 9.1).</summary>
    public static CallFacts Of(SipRequest request, NumberPlan numbers, string? account)
    {
        var isWithheld = request.Values(SipHeaderName.Privacy).SelectMany(static v => v.Split(';')).Any(static v => v.Trim() is "id" or "user" or "header" or "full"); // RFC 3323 section 4.2
        var asserted = request.Addresses(SipHeaderName.PAssertedIdentity);
        var caller = asserted.FirstOrDefault(static a => IsNumber(UserOf(a.Uri))) ?? asserted.FirstOrDefault() ?? request.From;
        var number = UserOf(caller.Uri);
        isWithheld |= number.Length == 0 || number.Equals("anonymous", StringComparison.OrdinalIgnoreCase) || caller.Uri.Host.Equals("anonymous.invalid", StringComparison.OrdinalIgnoreCase);
        return isWithheld
            ? new CallFacts("", "", Called(request, numbers, account), Diverted(request, numbers))
            : new CallFacts(Cut(numbers.Theirs(number), MaxNumber), NameOf(caller.DisplayName ?? request.From.DisplayName), Called(request, numbers, account), Diverted(request, numbers));
    }

    /// <summary>A name without what is none: control characters, endless length.</summary>
    public static string NameOf(string? name) => Cut(new string([.. (name ?? "").Where(static c => !char.IsControl(c))]).Trim(), MaxName);

    /// <summary>The part that names somebody: before the at, without parameters of numbers (RFC 3261 section 19.1.6), or a tel's number.</summary>
    public static string UserOf(SipUri uri)
    {
        var text = uri.User ?? (uri.Scheme == "tel" ? uri.ToString()[4..] : "");
        var end = text.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>The number in the Request-URI; where our account's name stands there, as registrars do it, the one in To.</summary>
    private static string Called(SipRequest request, NumberPlan numbers, string? account)
    {
        var (uri, to) = (UserOf(request.Uri), UserOf(request.To.Uri));
        var called = uri.Length > 0 && uri != account ? uri : to.Length > 0 && to != account ? to : numbers.Numbers.Count > 0 ? numbers.Numbers[0] : uri;
        return Cut(numbers.Ours(called), MaxNumber);
    }

    /// <summary>The first one called: the last Diversion (RFC 5806 section 5.1), or the first of several History-Info (RFC 7044 section 5).</summary>
    private static string Diverted(SipRequest request, NumberPlan numbers)
    {
        var history = request.Addresses(SipHeaderName.HistoryInfo);
        var first = request.Addresses(SipHeaderName.Diversion).LastOrDefault() ?? (history.Length > 1 ? history[0] : null);
        return first is null ? "" : Cut(numbers.Ours(UserOf(first.Uri)), MaxNumber);
    }

    private static bool IsNumber(string user) => user.Length > 0 && user.AsSpan(user[0] == '+' ? 1 : 0) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
