using System.Text;
using System.Text.Json.Nodes;
using ContactCenter.Channels;
using ContactCenter.Distribution;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Records;

/// <summary>Older versions of kinds, made up: what each reader makes of them when a kind has got steps.</summary>
public sealed class UpcasterTests
{
    [Fact]
    public void An_interaction_reads_an_older_body_through_all_steps_and_the_newest_as_it_is()
    {
        // Version 1 called the author "who", version 2 "writer"; the one of today is 3.
        var kinds = InteractionCodec.Kinds.With(new EntryKind("note.added", [Renamed("who", "writer"), Renamed("writer", "author")]));
        kinds.VersionOf("note.added").ShouldBe(3);
        foreach (var (version, name) in new[] { (1, "who"), (2, "writer"), (3, "author") })
        {
            InteractionCodec.Read(Entry("note.added", version, $$"""{"{{name}}":"anna"}"""), kinds).ShouldBe(new InteractionEvent.NoteAdded(new AgentId("anna")));
        }
    }

    [Fact]
    public void The_router_reads_an_older_body()
    {
        var kinds = RouterCodec.Kinds.With(new EntryKind("agent.ready", [Renamed("name", "agent")]));
        RouterCodec.Read(Entry("agent.ready", 1, """{"name":"anna"}"""), kinds).ShouldBe(new RouterEvent.AgentReady(new AgentId("anna")));
    }

    [Fact]
    public void The_door_and_the_effects_read_an_older_body()
    {
        var kinds = CoreKinds.All.With(new EntryKind(EffectKinds.Failed, [Renamed("why", "code")]), new EntryKind(DoorKinds.DeliveryReported, [Renamed("status", "state")]));
        Entry(EffectKinds.Failed, 1, """{"why":"too-late"}""").Read(EffectJson.Default.MessageFailed, kinds).Code.ShouldBe("too-late");
        Entry(DoorKinds.DeliveryReported, 1, """{"channel":"sms","endpoint":"sms-faults","providerId":"SM1","status":"Read"}""")
            .Read(DoorJson.Default.DeliveryReported, kinds).State.ShouldBe(DeliveryState.Read);
    }

    [Fact]
    public void A_version_or_kind_of_a_newer_build_is_refused_by_every_reader()
    {
        Should.Throw<NotSupportedException>(static () => InteractionCodec.Read(Entry("note.added", 2, "{}"))).Message.ShouldContain("'note.added' version 2");
        Should.Throw<NotSupportedException>(static () => InteractionCodec.Read(Entry("note.sung", 1, "{}")));
        Should.Throw<NotSupportedException>(static () => RouterJournal.Read(Entry("agent.ready", 2, "{}")));
        Should.Throw<NotSupportedException>(static () => Entry(EffectKinds.Sent, 2, "{}").Read(EffectJson.Default.MessageSent));
    }

    [Fact]
    public void A_body_of_today_is_handed_on_as_it_stands()
    {
        var entry = Entry("note.added", 1, """{"author":"anna"}""");
        InteractionCodec.Kinds.BodyOf(entry).ShouldBe(entry.Body);
    }

    private static Upcaster Renamed(string before, string after) => body =>
    {
        var value = body[before];
        body.Remove(before);
        body[after] = value;
        return body;
    };

    private static Entry Entry(string kind, int version, string body) => new()
    {
        Id = new EntryId(Guid.CreateVersion7()),
        Kind = kind,
        KindVersion = version,
        Time = DateTimeOffset.UnixEpoch,
        Actor = Principal.System.ToString(),
        Body = Encoding.UTF8.GetBytes(body),
    };
}
