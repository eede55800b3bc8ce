using System.Globalization;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>A call that came in.</summary>
internal sealed class IncomingCall : LineCall, ILimitedCall
{
    private const int MaxId = 256;

    private readonly VoiceCall _call;
    private readonly CallFacts _facts;
    private readonly TakenLine? _line;
    private int? _refusedWith;

    public IncomingCall(VoiceCall call, string line, CallFacts facts, TakenLine? taken, string? announcement, CallDirectory directory, ILogger logger)
        : base(directory, logger)
    {
        (_call, Line, _facts, _line, Announcement) = (call, line, facts, taken, announcement);
        var id = $"{call.Call.CallId};{call.Call.Invite.FromTag}";
        Id = id.Length <= MaxId ? id : id[^MaxId..];
        Carry(call);
        Over = EndAsync();
    }

    public override string Id { get; }

    public override string Line { get; }

    public override string From => _facts.From;

    public override string DisplayName => _facts.DisplayName;

    public override string To => _facts.To;

    public override string DivertedFrom => _facts.DivertedFrom;

    public override CallLocation? Location => Locations.Of(_call.Call.Invite);

    public override Task<bool> Answered => _call.Established;

    public override Task Ringing => Task.CompletedTask;

    public override Task<CallOver> Over { get; }

    public Task HasLine => _line?.HasLine ?? Task.CompletedTask;

    public string? Announcement { get; }

    public override async ValueTask RingAsync(CancellationToken cancellationToken = default) => await _call.RingAsync(null, cancellationToken).ConfigureAwait(false);

    public override async ValueTask<bool> AnswerAsync(CancellationToken cancellationToken = default) => await _call.AnswerAsync(null, cancellationToken).ConfigureAwait(false);

    public override async ValueTask RefuseAsync(CallRefusal refusal, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default)
    {
        var status = refusal switch { CallRefusal.Busy => 486, CallRefusal.Unknown => 404, CallRefusal.Unavailable => 503, CallRefusal.NoAnswer => 480, _ => 603 };
        var wait = refusal == CallRefusal.Unavailable ? ((long)Math.Ceiling((retryAfter ?? TimeSpan.FromSeconds(30)).TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null;
        _refusedWith = status; // before: its end may be told at once
        await _call.RefuseAsync(status, null, response => { if (wait is not null) { response.Set(SipHeaderName.RetryAfter, wait); } }, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await ToldAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _call.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<CallOver> EndAsync()
    {
        var wasAnswered = await _call.Established.ConfigureAwait(false);
        if (wasAnswered)
        {
            Watch(_call);
        }

        var ended = await _call.Over.ConfigureAwait(false);
        _line?.Dispose();
        var over = CallEnds.Of(ended.End, ended.By, isOurs: false, wasAnswered);
        return IsLost ? new CallOver(CallCause.Lost, null)
            : _call.Failure is not null ? new CallOver(CallCause.Failed, null)
            : over.Cause == CallCause.Center ? over with { Status = _refusedWith } : over;
    }
}
