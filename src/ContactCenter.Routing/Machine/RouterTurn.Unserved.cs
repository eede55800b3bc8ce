namespace ContactCenter.Routing;

// What nobody is left to serve.
internal sealed partial class RouterTurn
{
    private void SayWhoIsUnserved()
    {
        foreach (var profile in _left)
        {
            foreach (var affected in state.Index.WaitingClassesOf(profile))
            {
                if (state.Index.CountSignedIn(affected, affected.MostExclusions) <= affected.MostExclusions)
                {
                    _unmatched.AddRange(affected.Waiting.InNoOrder());
                }
            }
        }

        _left.Clear();
        if (_unmatched.Count > 1)
        {
            _unmatched.Sort(static (x, y) => x == y ? 0 : x.Precedes(y) ? -1 : 1);
        }

        foreach (var work in _unmatched)
        {
            MarkWhole();
            var queue = work.Queue;
            if ((work.Unserved && !queue.SendsUnserved) || !IsWaiting(work) || work.BoundTo is not null || CouldBeServed(work))
            {
                continue;
            }

            if (queue.SendsUnserved)
            {
                Apply(Overflows.Lose(state, work, _now, HasReturned(work)));
            }

            if (!work.Unserved && IsWaiting(work) && work.Queue == queue)
            {
                Apply(new RouterEvent.WorkUnserved(work.Id, work.Interaction, queue.Id, WorkUnservedReason.NoAgent));
            }
        }

        _unmatched.Clear();
    }

    /// <summary>Whether this command has brought the item back from another partition.</summary>
    private bool HasReturned(RouterWork work) => _input.Command is RouterCommand.ReturnTransfer returned && returned.Item == work.Id;

    /// <summary>Whether anybody signed in could ever take it and was not asked already.</summary>
    private bool CouldBeServed(RouterWork work)
    {
        var excluded = work.Exclusions is null ? 0 : work.Exclusions.Count(exclusion =>
            state.Agent(exclusion.Agent) is { SignedIn: true } agent && work.Class.Profiles.Contains(agent.Profile.Number) && work.Excludes(agent));
        return state.Index.CountSignedIn(work.Class, excluded) > excluded;
    }
}
