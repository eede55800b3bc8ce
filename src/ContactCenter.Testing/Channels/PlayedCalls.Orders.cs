using ContactCenter.Calls;

namespace ContactCenter.Testing;

/// <content>What each order does. Under the lock.</content>
public sealed partial class PlayedCalls
{
    private PlayedCall? Find(CallId call) => _calls.GetValueOrDefault(call);

    private void Dial(CallOrder.Dial order)
    {
        var played = new PlayedCall(order.From, order.To, order.Call, isOutbound: true);
        _calls[order.Call] = played;
        if (order.Agent is { } agent)
        {
            played.Ringing[agent] = null; // the customer is called once the agent is there
            played.Wanted.Add(agent);
        }
        else
        {
            GoesOut(played);
        }
    }

    private void GoesOut(PlayedCall played)
    {
        played.IsDialled = true;
        Tell(played, new CallReport.Dialled("main"));
        Tell(played, new CallReport.Ringing());
    }

    private CallOrderResult Obey(PlayedCall played, CallOrder order)
    {
        switch (order)
        {
            case CallOrder.Wait when !played.IsAnswered:
                played.IsAnswered = true;
                Tell(played, new CallReport.Answered());
                break;
            case CallOrder.Ring o when !played.Has(o.Agent):
                played.Ringing[o.Agent] = o.Offer;
                break;
            case CallOrder.StopRinging o:
                foreach (var agent in played.Ringing.Where(r => r.Value == o.Offer && !played.Wanted.Contains(r.Key)).Select(static r => r.Key).ToArray())
                {
                    played.Ringing.Remove(agent);
                }

                break;
            case CallOrder.Join o:
                Join(played, o.Agent);
                break;
            case CallOrder.LetGo o:
                LetGo(played, o.Agent);
                break;
            case CallOrder.End:
                Over(played, CallCause.Center, null);
                break;
            case CallOrder.Hold o:
                return In(played, o.By) ?? Hold(played, o.By, o.IsHeld);
            case CallOrder.Mute o:
                return In(played, o.By) ?? CallOrderResult.Done;
            case CallOrder.SendKeys o:
                return In(played, o.By) ?? CallOrderResult.Done;
            case CallOrder.MoveTo o:
                return In(played, o.By) ?? CallOrderResult.Done;
            case CallOrder.Consult o:
                return In(played, o.By) ?? Consult(played, o);
            case CallOrder.EndConsult o:
                return EndConsult(played, o);
            case CallOrder.Supervise o:
                return Supervise(played, o);
            case CallOrder.Park o:
                return In(played, o.By) ?? Park(played, o.By);
        }

        return CallOrderResult.Done;
    }

    private static CallOrderResult? In(PlayedCall played, AgentId by) => played.Talking.Contains(by) ? null : NotIn;

    private void Join(PlayedCall played, AgentId agent)
    {
        if (played.Talking.Contains(agent))
        {
            return;
        }

        played.Wanted.Add(agent);
        if (played.Ready.Remove(agent) || played.Consulting is { IsAnswered: true } asked && asked.Colleague == agent)
        {
            Connect(played, agent);
        }
        else
        {
            played.Ringing.TryAdd(agent, null);
        }
    }

    private void LetGo(PlayedCall played, AgentId agent)
    {
        played.Ringing.Remove(agent);
        played.Wanted.Remove(agent);
        played.Ready.Remove(agent);
        if (played.Talking.Remove(agent))
        {
            Resume(played, agent);
            Tell(played, new CallReport.Left(agent));
        }
    }

    private CallOrderResult Hold(PlayedCall played, AgentId by, bool isHeld)
    {
        if (!isHeld)
        {
            Resume(played, by);
        }
        else if (played.HeldBy is null)
        {
            played.HeldBy = by;
            Tell(played, new CallReport.Held(by));
        }

        return CallOrderResult.Done;
    }

    private void Resume(PlayedCall played, AgentId by)
    {
        if (played.HeldBy is not null)
        {
            played.HeldBy = null;
            Tell(played, new CallReport.Resumed(by));
        }
    }

    private CallOrderResult Consult(PlayedCall played, CallOrder.Consult order)
    {
        Hold(played, order.By, isHeld: true);
        played.Consulting = new PlayedConsult(order.By, order.Colleague, order.Outside, IsAnswered: order.Colleague is null);
        if (order.Colleague is { } colleague)
        {
            played.Ringing[colleague] = null;
        }
        else
        {
            Tell(played, new CallReport.Consulted(order.By, null, order.Outside));
        }

        return CallOrderResult.Done;
    }

    private CallOrderResult EndConsult(PlayedCall played, CallOrder.EndConsult order)
    {
        if (played.Consulting is not { } asked || asked.By != order.By || (order.How != ConsultEnd.Back && !asked.IsAnswered))
        {
            return NoConsult;
        }

        played.Consulting = null;
        Resume(played, order.By);
        if (order.How == ConsultEnd.Back)
        {
            if (asked.Colleague is { } rings)
            {
                played.Ringing.Remove(rings);
            }

            return CallOrderResult.Done;
        }

        if (asked.Colleague is { } colleague)
        {
            Connect(played, colleague);
        }

        if (order.How == ConsultEnd.Transfer)
        {
            played.Talking.Remove(order.By);
            Tell(played, asked.Colleague is null && played.Talking.Count == 0 ? new CallReport.Transferred(order.By) : new CallReport.Left(order.By));
        }

        return CallOrderResult.Done;
    }

    private CallOrderResult Supervise(PlayedCall played, CallOrder.Supervise order)
    {
        if (order.Part is not { } part)
        {
            if (!played.Watching.Remove(order.By))
            {
                return NotIn;
            }

            Tell(played, new CallReport.Left(order.By));
            return CallOrderResult.Done;
        }

        var isThere = played.Watching.ContainsKey(order.By) && !played.Ringing.ContainsKey(order.By);
        played.Watching[order.By] = part;
        if (isThere)
        {
            Tell(played, new CallReport.Joined(order.By, part));
        }
        else
        {
            played.Ringing[order.By] = null;
        }

        return CallOrderResult.Done;
    }

    private CallOrderResult Park(PlayedCall played, AgentId by)
    {
        Resume(played, by);
        Tell(played, new CallReport.Parked(by, "1"));
        foreach (var agent in played.Talking.ToArray())
        {
            played.Talking.Remove(agent);
            Tell(played, new CallReport.Left(agent));
        }

        return CallOrderResult.Done;
    }
}
