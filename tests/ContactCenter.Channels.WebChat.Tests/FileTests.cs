using ContactCenter.Channels;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>Pictures and documents, both ways.</summary>
public sealed class FileTests
{
    private readonly ChatCenter _center = new();

    [Fact]
    public async Task A_file_comes_in_pieces_is_stored_before_the_message_and_goes_with_it()
    {
        var content = Enumerable.Range(0, 40_000).Select(static i => (byte)i).ToArray();
        var (tab, welcome) = await _center.GreetAsync();
        var file = await SendAsync(tab, "f1", content);
        _center.Received.ShouldBeEmpty("the message has not been said");
        (file.Type, file.Size).ShouldBe(("image/png", 40_000L));

        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "", Files = [new NamedFile { Id = file.File, Name = "boiler.png" }] });
        (await tab.HearAsync("got")).Id.ShouldBe("m1");
        var message = _center.Received.Single().Value;
        message.Stored.ShouldHaveSingleItem().FileName.ShouldBe("boiler.png");
        _center.Files[(message.From, message.Stored[0].Blob)].Content.ShouldBe(content);

        var (_, found) = await _center.GreetAsync(welcome.Token);
        found.Messages!.Single().Files!.Single().ShouldBe(new ShownFile("boiler.png", "image/png", 40_000, "https://center.example/hooks/media/x"));
    }

    [Fact]
    public async Task A_file_that_was_stored_is_named_after_a_cut_by_its_sender_and_by_nobody_else()
    {
        var (tab, welcome) = await _center.GreetAsync();
        var file = await SendAsync(tab, "f1", [1, 2, 3]);
        tab.Leave();
        await tab.Served;

        var (thief, _) = await _center.GreetAsync();
        thief.Say(new ClientFrame { T = "say", Id = "m1", Text = "mine?", Files = [new NamedFile { Id = file.File }] });
        (await thief.HearAsync("error")).Code.ShouldBe("files");
        var (again, _) = await _center.GreetAsync(welcome.Token);
        again.Say(new ClientFrame { T = "say", Id = "m1", Text = "mine", Files = [new NamedFile { Id = file.File }] });
        await again.HearAsync("got");
        _center.Received.ShouldHaveSingleItem().Value.Text.ShouldBe("mine");
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(10 * 1_024 * 1_024 + 1, "too-large")]
    public async Task What_may_not_be_sent_is_refused_before_it_comes(long size, string code)
    {
        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "file", Id = "f1", Size = size });
        var refused = await tab.HearAsync("refused");
        (refused.Id, refused.Code).ShouldBe(("f1", code));
    }

    [Fact]
    public async Task A_program_is_refused_whatever_its_name_and_what_was_on_its_way_counts_for_nothing()
    {
        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "file", Id = "f1", Size = 60_000 });
        await tab.HearAsync("more");
        for (var i = 0; i < 6; i++)
        {
            tab.Say(new ClientFrame { T = "piece", Id = "f1", Data = [(byte)'M', (byte)'Z', .. new byte[9_998]] });
        }

        (await tab.HearAsync("refused")).Code.ShouldBe("unknown-type");
        await SendAsync(tab, "f2", [1, 2, 3]);
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Here I am" });
        await tab.HearAsync("got");
        tab.Leave();
        (await tab.RestAsync()).ShouldNotContain(static f => f.T == "error");
        _center.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_sends_more_files_than_allowed_in_an_hour_with_however_many_tabs()
    {
        var center = new ChatCenter(configure: static o => (o.MaxFilesPerHour, o.MaxFilesPerHourPerAddress) = (3, 4));
        var (first, welcome) = await center.GreetAsync();
        var (second, _) = await center.GreetAsync(welcome.Token);
        await SendAsync(first, "f1", [1]);
        await SendAsync(second, "f2", [2]);
        await SendAsync(first, "f3", [3]);
        second.Say(new ClientFrame { T = "file", Id = "f4", Size = 1 });
        (await second.HearAsync("refused")).Code.ShouldBe("too-many");

        var (other, _) = await center.GreetAsync(); // another visitor, the same network address
        await SendAsync(other, "f5", [5]);
        other.Say(new ClientFrame { T = "file", Id = "f6", Size = 1 });
        (await other.HearAsync("refused")).Code.ShouldBe("too-many");
        center.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync(first, "f7", [7]);
    }

    [Fact]
    public async Task More_files_with_a_message_than_allowed_and_files_where_there_are_none_are_refused()
    {
        var center = new ChatCenter(configure: static o => o.MaxFiles = 1);
        var (tab, _) = await center.GreetAsync();
        var file = new NamedFile { Id = (await SendAsync(tab, "f1", [1])).File };
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "two", Files = [file, file] });
        (await tab.HearAsync("error")).Code.ShouldBe("files");
        center.Received.ShouldBeEmpty();

        var none = new ChatCenter(configure: static o => o.MaxFiles = 0);
        var (quiet, _) = await none.GreetAsync();
        quiet.Say(new ClientFrame { T = "file", Id = "f1", Size = 1 });
        (await quiet.HearAsync("refused")).Code.ShouldBe("no-files");
    }

    [Fact]
    public async Task A_visitor_who_goes_or_stops_in_the_middle_leaves_nothing_behind()
    {
        var (gone, _) = await _center.GreetAsync();
        gone.Say(new ClientFrame { T = "file", Id = "f1", Size = 100 });
        gone.Say(new ClientFrame { T = "piece", Id = "f1", Data = new byte[50] });
        gone.Leave();
        await gone.Served.WaitAsync(TimeSpan.FromMinutes(1));

        var (slow, _) = await _center.GreetAsync();
        slow.Say(new ClientFrame { T = "file", Id = "f1", Size = 100 });
        slow.Say(new ClientFrame { T = "piece", Id = "f1", Data = new byte[50] });
        (await slow.HearAsync("more")).Size.ShouldBe(0);
        (await slow.HearAsync("more")).Size.ShouldBe(50);
        _center.Time.Advance(TimeSpan.FromMinutes(2));
        slow.Say(new ClientFrame { T = "piece", Id = "f1", Data = new byte[50] });
        (await slow.HearAsync("refused")).Code.ShouldBe("unavailable");
        _center.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_agent_sends_along_is_named_with_its_type_size_and_link()
    {
        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "The bill, please" });
        await tab.HearAsync("got");
        await _center.Channel.SendAsync(
            new OutboundMessage
            {
                Id = new MessageId(Guid.NewGuid()),
                Endpoint = ChatCenter.Endpoint,
                To = _center.Received.Single().Value.From,
                Text = "",
                Media = [new MediaReference(new Uri("https://center.example/hooks/media/token"), "application/pdf") { SizeBytes = 12_345, FileName = "bill.pdf" }],
            },
            CancellationToken.None);

        (await tab.HearAsync("msg")).Files!.Single().ShouldBe(new ShownFile("bill.pdf", "application/pdf", 12_345, "https://center.example/hooks/media/token"));
    }

    /// <summary>Sends a file as the widget does, piece by piece.</summary>
    private static async Task<ServerFrame> SendAsync(FakeConnection tab, string id, byte[] content)
    {
        tab.Say(new ClientFrame { T = "file", Id = id, Size = content.Length });
        foreach (var piece in content.Chunk(VisitorUpload.MaxPiece))
        {
            await tab.HearAsync("more");
            tab.Say(new ClientFrame { T = "piece", Id = id, Data = piece });
        }

        var stored = await tab.HearAsync("stored");
        stored.Id.ShouldBe(id);
        return stored;
    }
}
