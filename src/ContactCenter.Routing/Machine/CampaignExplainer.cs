using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>Says why a campaign does not dial more. Reads the state, changes nothing.</summary>
public static class CampaignExplainer
{
    /// <summary>What keeps a campaign from dialling one more line now, as data and as a sentence.</summary>
    /// <param name="state">The state, settled.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="now">The time.</param>
    /// <returns>The explanation; null when there is no such campaign.</returns>
    public static CampaignExplanation? Explain(RouterState state, CampaignId campaign, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.CampaignOf(campaign) is not { } found)
        {
            return null;
        }

        var obstacle = PacingDecisions.WhyNot(state, found, now);
        var others = state.LinesAround(found) - found.Lines;
        var room = PacingDecisions.RoomOf(found, now.ToUnixTimeMilliseconds());
        var view = RouterState.View(found, now);
        return new CampaignExplanation(view, obstacle, found.Free, others, found.Lines, room, Sentence(view, obstacle, others, found.Lines, room).ToString(CultureInfo.InvariantCulture));
    }

    private static FormattableString Sentence(CampaignView view, DiallingObstacle obstacle, int others, int lines, long room)
    {
        var (id, queue, window) = (view.Settings.Id, view.Settings.Queue, view.Window);
        return obstacle switch
        {
            DiallingObstacle.Paused => $"{id} is paused.",
            DiallingObstacle.NoContacts => $"{id} has nobody on its list.",
            DiallingObstacle.NobodyDue => $"{id} has {view.Contacts} contacts, and none may be dialled before {view.NextAt:O}.",
            DiallingObstacle.AllCalled => $"{id} has {view.Contacts} contacts, and all are being called.",
            DiallingObstacle.Closed => $"{id} dials nothing while {queue} is closed.",
            DiallingObstacle.OutsideHours when view.NextAt is { } opens => $"{id} has {view.Contacts} contacts, and none may be called at this hour where they are; the next from {opens:O}.",
            DiallingObstacle.OutsideHours => $"{id} has {view.Contacts} contacts, and none may be called at this hour where they are.",
            DiallingObstacle.AllLinesInUse => $"{id} has {view.Lines} of at most {view.Settings.MaxLines} lines in use.",
            DiallingObstacle.ClosesSoon => $"{id} dials nothing any more: {queue} closes before a line were sure to have ended.",
            DiallingObstacle.OthersCalls => $"{id} waits for other campaigns: {others} of their lines count on the same {view.FreeAgents} agents.",
            DiallingObstacle.NoAgents =>
                $"{id} has {lines} lines for {view.FreeAgents} free agents, who may be needed for {others} lines of other campaigns; of {window.Answered} answered in this window {window.Abandoned} were abandoned, so that {room} more may ring than agents are free.",
            _ => $"{id} dials.",
        };
    }
}
