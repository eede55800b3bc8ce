using ContactCenter;
using ContactCenter.Routing;

namespace Acme.Routing;

/// <summary>What a host has to dial with.</summary>
public interface ITelephone
{
    Task<LineOutcome> DialAsync(WorkItemId line, InteractionId interaction, DateTimeOffset ringsUntil);

    Task JoinAsync(WorkItemId line, AgentId agent);

    Task PlayLegalMessageAsync(WorkItemId line);
}

internal static class Dialling
{
// <Dialling>
public static async Task PerformAsync(RouterEvent happened, ITelephone telephone, RouterPartition router, Guid commandId)
{
    switch (happened)
    {
        case RouterEvent.ContactDialled dial: // once for each attempt, whatever happens to the router meanwhile
            var outcome = await telephone.DialAsync(dial.Line, dial.Interaction, dial.RingsUntil);
            await router.AskAsync(commandId, new RouterCommand.ReportLine(dial.Line, outcome)); // Person, Machine, Busy, NoAnswer or Failed
            break;
        case RouterEvent.ContactConnected call:
            await telephone.JoinAsync(call.Line, call.Agent);
            break;
        case RouterEvent.ContactAbandoned call:
            await telephone.PlayLegalMessageAsync(call.Line); // and hang up
            break;
    }
}

public static void Prove(IEnumerable<RouterRecord> journal)
{
    foreach (var window in CampaignProof.Read(journal))
    {
        Console.WriteLine($"{window.Campaign}: {window.Period.AbandonedPermille} of a thousand, {window.BeyondCap} beyond, {(window.IsKept ? "kept" : "BROKEN")}");
    }
}
// </Dialling>
}
