using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>
/// Both ends of a telephone: the customers and agents are played by a test, and what the center orders is done as a telephone does it, at once and without sound. What happens is told to
/// the center's door. Thread-safe.
/// </summary>
/// <param name="door">The center's.</param>
/// <param name="inbox">Where keys go.</param>
public sealed partial class PlayedCalls(ICallDoor door, IInbox inbox)
{
    private static readonly CallOrderResult Gone = new("CC2430", "The call is over. Nothing is left to do in it.");
    private static readonly CallOrderResult NotIn = new("CC2431", "This person is not in the call. Take the call, or join it, first.");
    private static readonly CallOrderResult NoConsult = new("CC2432", "This person consults nobody, or nobody has answered yet. Begin a consultation, or wait.");

    private readonly Lock _lock = new();
    private readonly Dictionary<CallId, PlayedCall> _calls = [];
    private Task _told = Task.CompletedTask;
    private int _keyed;

    /// <summary>The calls there are.</summary>
    public IReadOnlyList<CallId> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls.Keys];
            }
        }
    }

    /// <summary>Somebody calls an endpoint.</summary>
    /// <returns>The call; null when the center did not take it.</returns>
    public async Task<CallId?> CallAsync(Endpoint endpoint, string from)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var admission = await door.OfferAsync(new InboundCall { Endpoint = endpoint, ProviderId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"), From = Address.Phone(from), Trunk = "main" }).ConfigureAwait(false);
        if (!admission.IsDurable)
        {
            return null;
        }

        lock (_lock)
        {
            _calls[admission.Call] = new PlayedCall(endpoint, Address.Phone(from), admission.Call, isOutbound: false);
            return admission.Call;
        }
    }

    /// <summary>The one whom the center has called answers, or is busy.</summary>
    /// <returns>False while nobody outside rings in this call.</returns>
    public bool Called(CallId call, bool answers)
    {
        lock (_lock)
        {
            if (Find(call) is not { IsOutbound: true, IsAnswered: false, IsDialled: true } played)
            {
                return false;
            }

            if (!answers)
            {
                Over(played, CallCause.Busy, 486);
                return true;
            }

            played.IsAnswered = true;
            Tell(played, new CallReport.Answered());
            foreach (var agent in played.Wanted.ToArray())
            {
                Connect(played, agent);
            }

            return true;
        }
    }

    /// <summary>The customer hangs up.</summary>
    public void HangUp(CallId call)
    {
        lock (_lock)
        {
            if (Find(call) is { } played)
            {
                Over(played, played.IsAnswered || played.IsOutbound ? CallCause.Customer : CallCause.Abandoned, null);
            }
        }
    }

    /// <summary>The customer presses keys: the answer to what was asked last; nothing where nothing was asked.</summary>
    public async Task PressAsync(CallId call, string keys)
    {
        PlayedCall? played;
        lock (_lock)
        {
            played = Find(call);
            if (played is not { IsAsked: true })
            {
                return;
            }

            played.IsAsked = false;
        }

        await inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = played.Endpoint, ProviderId = $"{call.Thread};{Interlocked.Increment(ref _keyed)}", From = played.Customer, Text = keys, Thread = call.Thread, Form = AnswerForm.Keys,
        }).ConfigureAwait(false);
    }

    /// <summary>An agent answers the own telephone.</summary>
    /// <returns>False while it does not ring.</returns>
    public async Task<bool> PickUpAsync(AgentId agent)
    {
        PlayedCall? played;
        OfferId? offer;
        lock (_lock)
        {
            played = _calls.Values.FirstOrDefault(c => c.Ringing.ContainsKey(agent));
            if (played is null)
            {
                return false;
            }

            played.Ringing.Remove(agent, out offer);
            if (offer is null || played.Wanted.Contains(agent))
            {
                Answered(played, agent);
                return true;
            }

            played.Ready.Add(agent);
        }

        if (!await door.AnswerOfferAsync(played.Endpoint.Tenant, offer.Value, agent, OfferAnswer.Accepted).ConfigureAwait(false))
        {
            lock (_lock)
            {
                played.Ready.Remove(agent);
            }
        }

        return true;
    }

    /// <summary>An agent who talks hangs up, which ends the call where nobody else talks with the caller.</summary>
    public void PutDown(AgentId agent)
    {
        lock (_lock)
        {
            if (_calls.Values.FirstOrDefault(c => c.Talking.Contains(agent)) is not { } played)
            {
                return;
            }

            played.Talking.Remove(agent);
            Tell(played, new CallReport.Left(agent));
            if (played.Talking.Count == 0)
            {
                Over(played, CallCause.Center, null);
            }
        }
    }

    /// <summary>Waits until everything so far has been told.</summary>
    public Task ToldAsync()
    {
        lock (_lock)
        {
            return _told;
        }
    }

    internal CallOrderResult Obey(CallOrder order)
    {
        lock (_lock)
        {
            if (order is CallOrder.Dial dial)
            {
                Dial(dial);
                return CallOrderResult.Done;
            }

            return Find(order.Call) is { } played && played.Endpoint.Tenant == order.Tenant ? Obey(played, order) : Gone;
        }
    }

    internal SendOutcome Say(OutboundMessage message)
    {
        lock (_lock)
        {
            if (!Guid.TryParseExact(message.Thread, "N", out var id) || Find(new CallId(id)) is not { } played || played.Endpoint.Tenant != message.Endpoint.Tenant)
            {
                return new SendOutcome.Refused("call-over", IsTransient: false);
            }

            played.IsAsked |= message.Spoken?.Keys is { Max: > 0 };
            return new SendOutcome.Accepted(FakeChannel.ProviderId(message.Id));
        }
    }

    /// <summary>A telephone that rang for something else than an offer was answered.</summary>
    private void Answered(PlayedCall played, AgentId agent)
    {
        if (played.Consulting is { IsAnswered: false } asked && asked.Colleague == agent)
        {
            played.Consulting = asked with { IsAnswered = true };
            Tell(played, new CallReport.Consulted(asked.By, agent, null));
        }
        else if (played.Watching.TryGetValue(agent, out var part))
        {
            Tell(played, new CallReport.Joined(agent, part));
        }
        else if (played is { IsOutbound: true, IsDialled: false })
        {
            GoesOut(played);
        }
        else
        {
            Connect(played, agent);
        }
    }

    private void Connect(PlayedCall played, AgentId agent)
    {
        played.Wanted.Remove(agent);
        played.HeldBy = null;
        if (!played.IsAnswered)
        {
            played.IsAnswered = true;
            Tell(played, new CallReport.Answered());
        }

        if (played.Talking.Add(agent))
        {
            Tell(played, new CallReport.Joined(agent));
        }
    }

    private void Over(PlayedCall played, CallCause cause, int? status)
    {
        _calls.Remove(played.Id);
        Tell(played, new CallReport.Ended(cause) { Status = status });
    }

    /// <summary>Tells it after what happened before, and nobody waits for it: the order that it follows from may be what the center waits for.</summary>
    private void Tell(PlayedCall played, CallReport report)
    {
        _told = AfterAsync(_told);

        async Task AfterAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            await door.ReportAsync(played.Endpoint.Tenant, played.Id, report).ConfigureAwait(false);
        }
    }
}
