using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Everybody beside the caller: their telephones are called, and let go. Of the scene's loop.</summary>
internal sealed class Legs
{
    private readonly Scene _scene;
    private readonly List<Leg> _all = [];

    public Legs(Scene scene)
    {
        _scene = scene;
        scene.Ending += () =>
        {
            foreach (var leg in _all.ToArray())
            {
                Remove(leg);
            }
        };
    }

    /// <summary>A telephone of somebody who is in the call has hung up, or was lost.</summary>
    public Action<Leg, CallOver> OnOver { get; set; } = static (_, _) => { };

    /// <summary>A telephone of somebody who is in the call has put the call on hold, or taken it back.</summary>
    public Action<Leg, bool> OnHeld { get; set; } = static (_, _) => { };

    /// <summary>A telephone asks to be connected with somebody else.</summary>
    public Action<Leg, string, Action<bool>> OnTransfer { get; set; } = static (_, _, answer) => answer(false);

    /// <summary>Who talks with the caller, or has been put through to.</summary>
    public IEnumerable<Leg> Talking => _all.Where(static leg => leg.IsJoined && leg.Part == CallPart.Agent);

    /// <summary>The agents who do.</summary>
    public IReadOnlyCollection<AgentId> Agents => [.. _all.Where(static leg => leg.IsJoined && leg.IsAgent).Select(static leg => leg.Agent!.Value)];

    /// <summary>Who listens, whispers or barges in.</summary>
    public IReadOnlyCollection<AgentId> Supervisors => [.. _all.Where(static leg => leg.IsJoined && leg.Part != CallPart.Agent).Select(static leg => leg.Agent!.Value)];

    public Leg? Of(AgentId agent) => _all.FirstOrDefault(leg => leg.Agent == agent);

    public Leg? Of(OfferId offer) => _all.FirstOrDefault(leg => leg.Offer == offer);

    public bool Has(Leg leg) => _all.Contains(leg);

    /// <summary>Somebody is to be here.</summary>
    public Leg Add(AgentId? agent, CallPart part = CallPart.Agent, OfferId? offer = null, bool isWanted = false)
    {
        var place = _scene.Stage.Enter(agent is null ? PlaceKind.Guest : part == CallPart.Agent ? PlaceKind.Staff : PlaceKind.Supervisor);
        (place.IsHeld, place.Part) = (true, part);
        var leg = new Leg(agent, part, place) { Offer = offer, IsWanted = isWanted };
        _all.Add(leg);
        return leg;
    }

    /// <summary>Lets the telephones ring for at most <paramref name="limit"/>, and goes on in the loop; not where the leg has been removed meanwhile.</summary>
    public void Ring(Leg leg, IReadOnlyList<CallTarget> targets, TimeSpan limit, Action<RingResult> then)
    {
        var limiting = _scene.After(limit, () => StopRinging(leg));
        _scene.Beside("ringing", async ct =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, leg.Ringing);
            return await Ringer.RingAsync(_scene.Equipment.Telephone, targets, either.Token).ConfigureAwait(false);
        }, result =>
        {
            limiting.Stop();
            if (!Has(leg))
            {
                _scene.Drop(result);
                return;
            }

            if (result.Call is { } call)
            {
                Take(leg, call);
            }

            then(result);
        }, RingResult.Failed);
    }

    /// <summary>Gives up ringing where the limit of the offer is over and the agent has not got the call.</summary>
    private void StopRinging(Leg leg)
    {
        if (!leg.IsWanted || leg.Offer is null)
        {
            leg.StopRinging();
        }
    }

    /// <summary>This telephone was answered.</summary>
    public void Take(Leg leg, ICall call)
    {
        leg.Call = call;
        call.Sound = leg.Place.Sound;
        call.HeldByThem += (_, isHeld) => _scene.TryPost(() =>
        {
            if (Has(leg) && leg.Call == call)
            {
                OnHeld(leg, isHeld);
            }
        });
        call.TransferWanted = (_, target) =>
        {
            var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_scene.TryPost(() => Transfer(leg, call, target, answer)))
            {
                answer.TrySetResult(false);
            }

            return answer.Task;
        };
        _scene.When(call.Over, over =>
        {
            if (Has(leg) && leg.Call == call)
            {
                OnOver(leg, over);
            }
        }, new CallOver(CallCause.Failed, null));
    }

    /// <summary>Lets somebody go, whatever the telephone is doing.</summary>
    public void Remove(Leg leg)
    {
        if (!_all.Remove(leg))
        {
            return;
        }

        leg.StopRinging();
        var call = leg.Call;
        (leg.Call, leg.IsJoined) = (null, false);
        leg.Place.Dispose();
        _scene.Drop(call);
    }

    /// <summary>Refuses the telephone of somebody who has called us.</summary>
    public void Refuse(Leg leg, CallRefusal why)
    {
        if (leg.Call is { } call && _all.Remove(leg))
        {
            leg.Call = null;
            leg.Place.Dispose();
            _scene.Drop(new Refusing(call, why));
        }
    }

    /// <summary>Lets somebody go after a word of explanation, or a tone.</summary>
    public void RemoveWithNotice(Leg leg, string? notice)
    {
        if (leg.Call is not { } call || !_all.Remove(leg))
        {
            Remove(leg);
            return;
        }

        leg.Place.Loop(null);
        var place = leg.Place;
        _scene.Beside("a notice", async ct =>
        {
            if (notice is { Length: > 0 })
            {
                var clips = await _scene.Equipment.Prompts.OfAsync(notice, new SpokenPlan(_scene.Rules.Language), ct).ConfigureAwait(false);
                await Task.WhenAny(place.PlayAsync(clips), call.Over).WaitAsync(ct).ConfigureAwait(false);
            }
            else
            {
                place.Tone(PlaceTone.Busy);
                await Task.Delay(TimeSpan.FromSeconds(2), _scene.Equipment.Time, ct).ConfigureAwait(false);
            }

            return true;
        }, _ => End(), failed: false);
        _scene.Ending += End;

        void End()
        {
            place.Dispose();
            _scene.Drop(call);
        }
    }

    private void Transfer(Leg leg, ICall call, string target, TaskCompletionSource<bool> answer)
    {
        if (_scene.IsOver || !Has(leg) || leg.Call != call)
        {
            answer.TrySetResult(false);
            return;
        }

        _scene.Ending += () => answer.TrySetResult(false);
        OnTransfer(leg, target, isDone => answer.TrySetResult(isDone));
    }

    private sealed class Refusing(ICall call, CallRefusal why) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using var _ = call.ConfigureAwait(false);
            await call.RefuseAsync(why).ConfigureAwait(false);
        }
    }
}
