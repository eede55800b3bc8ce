using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>A call of ours on its way: the agent's telephone first, then the other side. Of the scene's loop.</summary>
internal sealed class Dialling(Scene scene, Legs legs, Staff staff, Action<ICall> listen)
{
    private Leg? _agent;

    public void Begin(CallOrder.Dial order)
    {
        if (order.Agent is not { } agent)
        {
            DialOut(order);
            return;
        }

        var targets = Ringer.Of(scene.Equipment.Phones, agent, scene.Frame);
        if (targets.Count == 0)
        {
            scene.Report(new CallReport.Left(agent, IsLost: true));
            scene.Finish(CallCause.Failed);
            return;
        }

        var leg = _agent = legs.Add(agent, isWanted: true);
        legs.Ring(leg, targets, scene.Rules.AgentRing, result =>
        {
            if (result.Call is null)
            {
                scene.Report(new CallReport.Left(agent, IsLost: true));
                scene.Finish(CallCause.Failed);
            }
            else
            {
                DialOut(order);
            }
        });
    }

    private void DialOut(CallOrder.Dial order)
    {
        var target = new CallTarget(LineNames.Any, order.To.Value, order.From.Address.Value);
        scene.Beside("dialling", ct => scene.Equipment.Telephone.CallAsync(target, ct), Dialled, failed: null);
    }

    private void Dialled(ICall? call)
    {
        if (call is null)
        {
            scene.Finish(CallCause.NoLine);
            return;
        }

        scene.CallerPlace.IsHeld = true; // what comes before the answer is the line's, and the agent hears our tone
        scene.Adopt(call);
        listen(call);
        scene.Report(new CallReport.Dialled(call.Line));
        _agent?.Place.Tone(PlaceTone.Ringback);
        scene.When(call.Ringing, () =>
        {
            if (!scene.IsAnswered)
            {
                scene.Report(new CallReport.Ringing());
            }
        });
        var limit = scene.After(scene.Rules.DialRing, () => scene.Finish(CallCause.NoAnswer));
        scene.When(call.Answered, isAnswered =>
        {
            limit.Stop();
            if (isAnswered)
            {
                Answered();
            }
        }, failed: false);
        scene.When(call.Over, over => scene.Finish(!scene.IsAnswered && over.Cause == CallCause.Customer ? CallCause.Refused : over.Cause, over.Status), new CallOver(CallCause.Failed, null));
    }

    private void Answered()
    {
        scene.CallerPlace.IsHeld = false;
        scene.BeAnswered();
        if (_agent is { } leg && legs.Has(leg))
        {
            staff.Connect(leg);
        }
    }
}
