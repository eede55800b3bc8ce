using System.Text.Json;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>Writes the entries of calls.</summary>
internal static class CallStream
{
    /// <summary>Makes a report durable.</summary>
    /// <param name="runtime">The tenant.</param>
    /// <param name="row">The call.</param>
    /// <param name="report">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="lastSign">Of an interrupted call: when the log last shows it.</param>
    public static async ValueTask<InboxStatus> WriteAsync(TenantRuntime runtime, CallRow row, CallReport report, DateTimeOffset at, DateTimeOffset? lastSign)
    {
        var machine = CallKinds.MachineOf(row.Id);
        var (kind, body) = CallKinds.Of(report);

        // A call ends once, whoever says so.
        var id = report is CallReport.Ended ? Entries.IdFor(row.Id.Value, machine, int.MaxValue) : new EntryId(Guid.CreateVersion7(at));
        var log = runtime.Storage.Log;
        var result = await log.AppendAsync(new Append(machine, Append.AnyVersion, log.Epoch,
        [
            new Entry
            {
                Id = id,
                Kind = kind,
                KindVersion = CoreKinds.All.VersionOf(kind),
                Time = at,
                Actor = Principal.Channel(row.Channel).ToString(),
                TraceParent = Entries.TraceParent,
                Links = new EntryLinks
                {
                    Customer = row.Customer,
                    Session = row.Session,
                    Interaction = row.Interaction ?? runtime.Views.Interactions.OfSession(row.Session),
                    Agent = body.Agent,
                },
                Body = JsonSerializer.SerializeToUtf8Bytes(body with { LastSign = lastSign }, CallJson.Default.CallBody),
                Sealed = report is CallReport.Consulted { Outside: { } outside }
                    ? [await runtime.Storage.PersonalData.SealAsync(id, row.Customer.Subject, CallKinds.Address, outside.Value).ConfigureAwait(false)]
                    : [],
            },
        ]) { IsUrgent = runtime.IsEmergency(row.Endpoint) }).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended => InboxStatus.Accepted,
            AppendStatus.Repeated => InboxStatus.Repeated,
            _ => throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" },
        };
    }

    /// <summary>At a tenant's start: what this process does not carry was interrupted, and what ended while the log was away is told now.</summary>
    public static async ValueTask SettleAsync(TenantRuntime runtime, LiveCalls live, DateTimeOffset lastSign, DateTimeOffset now)
    {
        foreach (var row in runtime.Views.Calls.Rows.ToList())
        {
            var isHere = live.TryFind(runtime.Tenant, row.Id, out var end);
            if (isHere && end is null)
            {
                continue;
            }

            await WriteAsync(runtime, row, end ?? new CallReport.Ended(CallCause.Interrupted), now, isHere ? null : Later(row.LastAt, lastSign)).ConfigureAwait(false);
            live.Remove(runtime.Tenant, row.Id);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
