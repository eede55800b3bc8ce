using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Calls;

/// <content>The session's timer: whoever vanishes without a word is noticed. RFC 4028.</content>
internal sealed partial class CallSession
{
    private SipRequestBuilder SessionAsked(SipRequestBuilder request, Action<SipRequestBuilder>? with = null)
    {
        with?.Invoke(request);
        if (_table.Settings.SessionInterval is { } interval)
        {
            request.Set(SipHeaderName.SessionExpires, Text((uint)interval.TotalSeconds)).Set(SipHeaderName.MinSE, Text((uint)_table.Settings.MinSession.TotalSeconds));
        }

        return request;
    }

    /// <summary>What the session's timer is answered with: theirs where they ask for one, otherwise ours, which we refresh ourselves. Section 9.</summary>
    private void SessionAnswered(SipRequest request, SipResponseBuilder response)
    {
        var asked = Seconds(request.Header(SipHeaderName.SessionExpires));
        var interval = asked ?? (uint?)_table.Settings.SessionInterval?.TotalSeconds;
        if (interval is not { } seconds)
        {
            return;
        }

        var knows = request.HasToken(SipHeaderName.Supported, "timer");
        var theyRefresh = asked is not null && knows && RefresherOf(request.Header(SipHeaderName.SessionExpires)) != "uas";
        response.Set(SipHeaderName.SessionExpires, $"{Text(seconds)};refresher={(theyRefresh ? "uac" : "uas")}");
        if (theyRefresh)
        {
            response.Set(SipHeaderName.Require, "timer");
        }
    }

    /// <summary>An INVITE or UPDATE was answered with 2xx: the session lasts from now.</summary>
    /// <param name="response">The 2xx.</param>
    /// <param name="isOurs">The request was ours.</param>
    private void Session(SipResponse response, bool isOurs)
    {
        var header = response.Header(SipHeaderName.SessionExpires);
        if (isOurs)
        {
            _knowsUpdate |= response.HasToken(SipHeaderName.Allow, "UPDATE");
        }

        // A 2xx without the header means that the other side keeps no timer; who asked for one may go on alone (section 7.2).
        var seconds = Seconds(header) ?? (isOurs ? (uint?)_table.Settings.SessionInterval?.TotalSeconds : null);
        var weRefresh = header is null ? isOurs : RefresherOf(header) == "uac" == isOurs;
        _state = CallMachine.WithSession(_state, seconds is { } length and >= 30 ? TimeSpan.FromSeconds(length) : null, weRefresh, _table.Layer.Now);
    }

    private static string? RefresherOf(string? header)
    {
        foreach (var parameter in (header ?? "").Split(';').Skip(1))
        {
            if (parameter.Split('=', 2) is [var name, var value] && name.Trim().Equals("refresher", StringComparison.OrdinalIgnoreCase))
            {
                return value.Trim().ToLowerInvariant();
            }
        }

        return null;
    }
}
