using System.Globalization;
using System.Threading.Channels;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Registrations;

/// <summary>How a registration of ours stands.</summary>
public enum SipRegistrationState
{
    /// <summary>Not answered yet.</summary>
    Trying,

    /// <summary>The registrar knows where we are.</summary>
    Registered,

    /// <summary>The registrar could not be reached or had no answer; it is tried again.</summary>
    Failing,

    /// <summary>The registrar refuses us: the user or the password is wrong, or it is forbidden. It is tried again after <see cref="SipRegistrationOptions.RefusedRetry"/>.</summary>
    Refused,

    /// <summary>Ended by us.</summary>
    Ended,
}

/// <summary>What a registration is told.</summary>
public sealed record SipRegistrationOptions
{
    /// <value>The registrar, such as <c>sip:trunk.example</c>.</value>
    public required SipUri Registrar { get; init; }

    /// <value>The address that is registered, such as <c>sip:+390612345678@trunk.example</c>.</value>
    public required SipUri Address { get; init; }

    /// <value>Who we are; null where the registrar knows us by our address.</value>
    public SipCredentials? Credentials { get; init; }

    /// <value>For how long; the registrar may shorten it. 10 minutes by default, 1 minute to 1 day.</value>
    public TimeSpan Expires { get; init; } = TimeSpan.FromMinutes(10);

    /// <value>
    /// What names this device for good, such as <c>urn:uuid:…</c>; null by default: it is not named. With it the registrar knows our next connection as the same phone's. RFC 5626 section 4.1.
    /// </value>
    public string? Instance { get; init; }

    /// <value>Which of the ways of <see cref="Instance"/> this is, 1 and up; 1 by default: two registrations with different ones are two ways to one phone. RFC 5626 section 4.2.</value>
    public int FlowId { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"FlowId is {value}; set it to 1 or more."); } = 1;

    /// <value>
    /// How long the connection we register by may be silent until it is pinged; one that does not answer within 10 s is closed, and we register by another. 90 s by default; null: never. A
    /// shorter Flow-Timer of the registrar counts. Datagrams are not pinged. RFC 5626 section 4.4.1.
    /// </value>
    public TimeSpan? KeepAlive { get; init; } = TimeSpan.FromSeconds(90);

    /// <value>Until the first try after a failure; each further wait is twice as long, up to <see cref="MaxRetry"/>. 30 s by default. RFC 5626 section 4.5.</value>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>The longest wait between tries; 30 minutes by default. RFC 5626 section 4.5.</value>
    public TimeSpan MaxRetry { get; init; } = TimeSpan.FromMinutes(30);

    /// <value>Until the next try after a refusal: hammering at it would get us blocked. 5 minutes by default.</value>
    public TimeSpan RefusedRetry { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Keeps us registered with a trunk or a PBX, for as long as it lives. RFC 3261 section 10.2.</summary>
/// <remarks>Safe from any thread. Refreshes at four fifths of the time granted; ends by taking the registration back.</remarks>
public sealed class SipRegistration : IAsyncDisposable
{
    private readonly SipEndpoint _endpoint;
    private readonly SipRegistrationOptions _options;
    private readonly TimeProvider _time;
    private readonly SipAuthorization? _authorization;
    private readonly string _callId = SipTokens.New() + SipTokens.New();
    private readonly string _tag = SipTokens.New();
    private readonly Channel<SipRegistrationState> _states = Channel.CreateBounded<SipRegistrationState>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _cseq;
    private TimeSpan _expires;
    private SipFlow? _flow;
    private int _isDisposed;

    /// <summary>Begins to register.</summary>
    public SipRegistration(SipEndpoint endpoint, SipRegistrationOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_endpoint, _options, _time, _authorization, _expires) = (endpoint, options, time, options.Credentials?.Begin(), options.Expires);
        _running = RunAsync();
    }

    /// <value>How it stands.</value>
    public SipRegistrationState State { get; private set; }

    /// <value>The registrar's last final answer; null before there was one.</value>
    public SipResponse? LastAnswer { get; private set; }

    /// <value>Each change; the last 16 that nobody has read. For one reader.</value>
    public IAsyncEnumerable<SipRegistrationState> Changes => _states.Reader.ReadAllAsync();

    /// <summary>Registers anew at once, and not only when it is time: for who knows that the registrar has been away, and may have forgotten us.</summary>
    public void Refresh() => Volatile.Read(ref _asked).TrySetResult();

    /// <summary>Takes the registration back, if the registrar answers within 2 s, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (State == SipRegistrationState.Registered)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), _time);
                await AskAsync(TimeSpan.Zero, patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
            {
                // it expires by itself
            }
        }

        Become(SipRegistrationState.Ended);
        _states.Writer.TryComplete();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var wait = _options.Retry;
        try
        {
            while (true)
            {
                var response = await AskAsync(_expires, _stopping.Token).ConfigureAwait(false);
                LastAnswer = response;
                if (response.IsSuccess)
                {
                    Become(SipRegistrationState.Registered);
                    var begun = _time.GetTimestamp();
                    if (!await IsLostAsync(Granted(response) * 0.8, response).ConfigureAwait(false))
                    {
                        wait = _options.Retry;
                        continue;
                    }

                    Become(SipRegistrationState.Failing);
                    if (_time.GetElapsedTime(begun) >= _options.Retry)
                    {
                        wait = _options.Retry; // it had been good for a while: at once again
                        continue;
                    }

                    await RestAsync(wait).ConfigureAwait(false);
                    wait = wait + wait < _options.MaxRetry ? wait + wait : _options.MaxRetry;
                }
                else if (response.Status is 401 or 403 or 404 or 407)
                {
                    Become(SipRegistrationState.Refused);
                    await RestAsync(_options.RefusedRetry).ConfigureAwait(false);
                }
                else
                {
                    Become(SipRegistrationState.Failing);
                    var asked = uint.TryParse(response.Header(SipHeaderName.RetryAfter)?.Split(';', '(')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
                    await RestAsync(asked > wait && asked <= _options.MaxRetry ? asked : wait).ConfigureAwait(false);
                    wait = wait + wait < _options.MaxRetry ? wait + wait : _options.MaxRetry;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // ended, or the endpoint has
        }
    }

    /// <summary>Waits until it is time to refresh, or the connection is gone.</summary>
    /// <returns>True when it is gone. RFC 5626 section 4.2.</returns>
    private async Task<bool> IsLostAsync(TimeSpan until, SipResponse response)
    {
        if (_flow is not { } flow)
        {
            await RestAsync(until).ConfigureAwait(false);
            return false;
        }

        if (_options.KeepAlive is { } interval)
        {
            var asked = uint.TryParse(response.Header(SipHeaderName.FlowTimer), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 10 ? TimeSpan.FromSeconds(seconds - 10) : interval;
            flow.PingsAfter = asked < interval ? asked : interval;
        }

        return await RestAsync(until, flow.Ended).ConfigureAwait(false);
    }

    /// <summary>Waits for so long, until something has ended, or until somebody wants it at once.</summary>
    /// <returns>Whether it has ended.</returns>
    private async Task<bool> RestAsync(TimeSpan until, Task? ended = null)
    {
        var asked = _asked;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var rest = Task.Delay(until, _time, over.Token);
        var first = await (ended is null ? Task.WhenAny(rest, asked.Task) : Task.WhenAny(rest, asked.Task, ended)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        _stopping.Token.ThrowIfCancellationRequested();
        if (asked.Task.IsCompleted)
        {
            Volatile.Write(ref _asked, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return ReferenceEquals(first, ended);
    }

    /// <summary>Contact as it is registered: with the names of the phone and of this way. RFC 5626 section 4.2.1.</summary>
    private string Described(string contact) =>
        _options.Instance is { } instance && SipAddress.TryParse(contact, out var address)
            ? new SipAddress(address.Uri, null, SipParameters.Empty.With("+sip.instance", $"<{instance}>", quoted: true).With("reg-id", _options.FlowId.ToString(CultureInfo.InvariantCulture))).ToString()
            : contact;

    /// <summary>One REGISTER, and once more for each challenge or when the time is too short.</summary>
    private async Task<SipResponse> AskAsync(TimeSpan expires, CancellationToken cancellationToken)
    {
        SipResponse? challenge = null;
        SipRequest? asked = null;
        while (true)
        {
            var builder = SipRequest.Create(SipMethod.Register, _options.Registrar, new SipAddress(_options.Address).WithTag(_tag), new SipAddress(_options.Address), _callId, ++_cseq)
                .Set(SipHeaderName.Expires, ((long)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture));
            if (challenge is not null && _authorization?.Authorize(asked!, challenge, builder) is not true)
            {
                return challenge;
            }

            if (_options.Instance is not null)
            {
                builder.Set(SipHeaderName.Supported, "outbound");
            }

            asked = builder.Build();
            (var response, _flow) = await _endpoint.RequestAsync(asked, null, null, Described, cancellationToken).ConfigureAwait(false);
            if (response.Status is 401 or 407)
            {
                challenge = response;
                continue;
            }

            _authorization?.Succeeded();
            if (response.Status != 423 || response.MinExpires is not { } least || least > 86_400 || TimeSpan.FromSeconds(least) <= expires)
            {
                return response;
            }

            (expires, challenge) = (TimeSpan.FromSeconds(least), null);
            _expires = expires;
        }
    }

    /// <summary>The time the registrar grants our contact. Section 10.2.4.</summary>
    private TimeSpan Granted(SipResponse response)
    {
        var user = _options.Address.User;
        var contacts = response.Addresses(SipHeaderName.Contact);
        var own = contacts.FirstOrDefault(c => c.Uri.User == user) ?? contacts.FirstOrDefault();
        var seconds = own?.Expires ?? response.Expires ?? (uint)_expires.TotalSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 5, 86_400));
    }

    private void Become(SipRegistrationState state)
    {
        if (State != state)
        {
            State = state;
            _states.Writer.TryWrite(state);
        }
    }
}
