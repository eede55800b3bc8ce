using System.Collections.Concurrent;
using System.Diagnostics;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests;

/// <summary>One trace follows a message from the door to the agent's answer and out.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task The_answer_goes_out_under_the_trace_the_message_came_in_with()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name == "ContactCenter",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");

        ActivityTraceId trace;
        using (var provider = new Activity("the provider's webhook").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            trace = provider.TraceId;
            await center.ReceiveAsync("SM1", "hello");
        }

        var view = await center.TakeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, "answer"));
        await anna.UntilAsync(() => Task.FromResult(stopped.FirstOrDefault(a => a.OperationName == "message.send" && a.TraceId == trace)), "the answer is sent under the same trace");

        stopped.Where(a => a.TraceId == trace).Select(a => a.OperationName).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["desk.command", "door.receive", "interaction.decide", "message.send"]);
        var log = center.Services.GetRequiredService<TenantRegistry>().Find(CenterFixture.Acme)!.Storage.Log;
        var untraced = new List<string>();
        await foreach (var committed in log.QueryAsync(new LogQuery { Interaction = view.Summary.Interaction }))
        {
            if (committed.Entry.TraceParent?.Contains(trace.ToHexString(), StringComparison.Ordinal) != true)
            {
                untraced.Add(committed.Entry.Kind);
            }
        }

        // What an agent does at an offer, not yet knowing the conversation, has the agent's own trace.
        untraced.Except(["offer.accepted", "work.assigned", "agent.joined"]).ShouldBeEmpty();
    }
}
