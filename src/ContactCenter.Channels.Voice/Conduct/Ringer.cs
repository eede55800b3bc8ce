using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What came of ringing: the call that was answered, or why none was.</summary>
/// <param name="Call">The answered call; null when nobody answered.</param>
/// <param name="Cause">Why not.</param>
internal sealed record RingResult(ICall? Call, CallCause Cause) : IAsyncDisposable
{
    public static RingResult Failed { get; } = new(null, CallCause.Failed);

    public ValueTask DisposeAsync() => Call?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Lets several telephones of one person ring at the same time; the first that is answered wins.</summary>
internal static class Ringer
{
    private const int Decline = 603; // of the person, not of one telephone: RFC 3261 section 21.6.2

    /// <summary>Where somebody of the center is called, registered telephones and a number outside together; empty where there is nothing.</summary>
    public static IReadOnlyList<CallTarget> Of(IPhones phones, AgentId agent, CallFrame frame)
    {
        var targets = new List<CallTarget>(2);
        if (!phones.IsReachable(agent.Value))
        {
            return targets;
        }

        if (phones.DevicesOf(agent.Value).Count > 0)
        {
            targets.Add(new CallTarget(LineNames.Phone, agent.Value, frame.Shown) { AnswersItself = frame.IsScreened });
        }

        if (phones.NumberOf(agent.Value) is { } number)
        {
            targets.Add(new CallTarget(LineNames.Any, number, frame.Endpoint.Address.Value));
        }

        return targets;
    }

    /// <summary>Rings until somebody answers, everybody has refused, or it is cancelled, which counts as not answered.</summary>
    public static async ValueTask<RingResult> RingAsync(ITelephone telephone, IReadOnlyList<CallTarget> targets, CancellationToken cancellationToken)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var under = targets.Select(target => OneAsync(telephone, target, race.Token)).ToList();
        RingResult? winner = null;
        var cause = CallCause.NoLine;
        while (under.Count > 0)
        {
            var ended = await Task.WhenAny(under).ConfigureAwait(false);
            under.Remove(ended);
            var (result, isFinal) = await ended.ConfigureAwait(false);
            if (result.Call is not null && winner is not null)
            {
                await result.DisposeAsync().ConfigureAwait(false); // both were answered in the same moment
            }
            else if (result.Call is not null)
            {
                winner = result;
            }
            else if (winner is null && Weight(result.Cause) > Weight(cause))
            {
                cause = result.Cause;
            }

            if (winner is not null || isFinal)
            {
                await race.CancelAsync().ConfigureAwait(false);
            }
        }

        return winner ?? new RingResult(null, cause);
    }

    /// <summary>What is told of several telephones that did not answer: what a person did comes before what lines did.</summary>
    private static int Weight(CallCause cause) => cause switch
    {
        CallCause.Refused or CallCause.Busy => 3,
        CallCause.NoAnswer => 2,
        CallCause.Failed => 1,
        _ => 0,
    };

    private static async Task<(RingResult Result, bool IsFinal)> OneAsync(ITelephone telephone, CallTarget target, CancellationToken cancellationToken)
    {
        ICall? call = null;
        var isOurs = false;
        try
        {
            call = await telephone.CallAsync(target, cancellationToken).ConfigureAwait(false);
            if (call is null)
            {
                return (new RingResult(null, CallCause.NoLine), false);
            }

            if (await call.Answered.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                isOurs = true;
                return (new RingResult(call, CallCause.Customer), false);
            }

            var over = await call.Over.WaitAsync(cancellationToken).ConfigureAwait(false);
            return (new RingResult(null, over.Cause is CallCause.Customer or CallCause.Abandoned ? CallCause.Refused : over.Cause), over.Status == Decline);
        }
        catch (OperationCanceledException)
        {
            return (new RingResult(null, CallCause.NoAnswer), false);
        }
        catch (ChannelException)
        {
            return (new RingResult(null, CallCause.NoLine), false);
        }
        finally
        {
            if (call is not null && !isOurs)
            {
                await call.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
