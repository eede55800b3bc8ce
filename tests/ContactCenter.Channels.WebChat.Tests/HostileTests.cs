using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>What a stranger can try.</summary>
public sealed class HostileTests
{
    private const string Key = "a key of the page's server, long enough";

    private readonly ChatCenter _center = new(static p => p.IdentityKey = new Secret(Key));

    [Theory]
    [InlineData("https://evil.example", "acme", "origin")]
    [InlineData("https://acme.example.evil.example", "acme", "origin")]
    [InlineData("", "acme", "origin")]
    [InlineData("https://acme.example", "other", "no-page")]
    public async Task A_foreign_origin_or_page_is_told_so_and_cut_off(string origin, string page, string code)
    {
        var tab = _center.Connect(origin, page);
        (await tab.RestAsync()).ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"t\":\"say\",\"id\":\"m1\",\"text\":\"first\"}")]
    [InlineData("{\"t\":5}")]
    public async Task Whoever_does_not_greet_is_cut_off(string frame)
    {
        var tab = _center.Connect();
        tab.Say(frame);
        (await tab.RestAsync()).ShouldHaveSingleItem().Code.ShouldBe("hello-first");
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA é")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_is_none_makes_a_new_visitor(string token)
    {
        var (_, welcome) = await _center.GreetAsync(token);
        VisitorToken.IsValid(welcome.Token).ShouldBeTrue();
        welcome.Token.ShouldNotBe(token);
    }

    [Fact]
    public async Task A_frame_that_is_no_Unicode_is_nonsense_like_any_other()
    {
        var tab = _center.Connect();
        tab.Say("{\"t\":\"hello\",\"token\":\"" + '\udc00' + "\"}");
        (await tab.RestAsync()).ShouldHaveSingleItem().Code.ShouldBe("hello-first");
    }

    [Fact]
    public async Task Nonsense_is_answered_a_few_times_and_then_cut_off()
    {
        var (tab, _) = await _center.GreetAsync();
        foreach (var frame in (string[])["}", "{\"t\":\"say\"}", "{\"t\":\"boo\"}", new string('x', 30_000), "{\"t\":\"seen\",\"id\":\"'; drop\"}", "{\"t\":\"typing\"}"])
        {
            tab.Say(frame);
        }

        (await tab.RestAsync()).Count(static f => f.T == "error").ShouldBe(5);
        _center.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_too_long_or_empty_stays_with_the_visitor()
    {
        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "say", Id = "long", Text = new string('x', 4_001) });
        (await tab.HearAsync("error")).Id.ShouldBe("long");
        tab.Say(new ClientFrame { T = "say", Id = "empty", Text = " \n" });
        (await tab.HearAsync("error")).Id.ShouldBe("empty");
        _center.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_is_slowed_down_and_nothing_of_it_acknowledged_is_lost()
    {
        var (tab, _) = await _center.GreetAsync();
        for (var i = 0; i < 30; i++)
        {
            tab.Say(new ClientFrame { T = "say", Id = $"m{i}", Text = "flood" });
        }

        for (var i = 10; i < 30; i++)
        {
            (await tab.HearAsync("retry")).After.ShouldBe(1);
        }

        _center.Received.Count.ShouldBe(10);
        _center.Time.Advance(TimeSpan.FromSeconds(1));
        tab.Say(new ClientFrame { T = "say", Id = "m10", Text = "flood" });
        await tab.HearAsync("got");
    }

    [Fact]
    public async Task One_network_address_has_so_many_connections_and_new_visitors_and_no_more()
    {
        var center = new ChatCenter(configure: static o => (o.MaxConnectionsPerAddress, o.MaxNewVisitorsPerMinute) = (3, 5));
        var tabs = new List<FakeConnection>();
        for (var i = 0; i < 3; i++)
        {
            tabs.Add((await center.GreetAsync()).Tab);
        }

        (await center.Connect().RestAsync()).ShouldHaveSingleItem().Code.ShouldBe("busy");
        tabs.ForEach(static t => t.Leave());
        await Task.WhenAll(tabs.Select(static t => t.Served));
        for (var i = 0; i < 2; i++)
        {
            (await center.GreetAsync()).Tab.Leave();
        }

        var sixth = center.Connect();
        sixth.Say(new ClientFrame { T = "hello" });
        (await sixth.RestAsync()).ShouldHaveSingleItem().Code.ShouldBe("busy");
        center.Time.Advance(TimeSpan.FromMinutes(1));
        (await center.GreetAsync()).Tab.Leave();
    }

    [Fact]
    public async Task A_tab_that_takes_nothing_is_cut_off_and_the_others_go_on()
    {
        var (slow, welcome) = await _center.GreetAsync();
        slow.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await slow.HearAsync("got");
        var (fast, _) = await _center.GreetAsync(welcome.Token);
        slow.Jam = new TaskCompletionSource();
        var to = _center.Received.Single().Value.From;
        for (var i = 0; i < 600; i++)
        {
            await _center.SendAsync(to, $"line {i}");
            (await fast.HearAsync("msg")).Text.ShouldBe($"line {i}");
        }

        slow.Jam.SetResult();
        await slow.Served.WaitAsync(TimeSpan.FromMinutes(1));
        _center.Visitors.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_tab_that_was_cut_off_comes_back_and_reads_what_it_missed()
    {
        var (slow, welcome) = await _center.GreetAsync();
        slow.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await slow.HearAsync("got");
        slow.Jam = new TaskCompletionSource();
        var to = _center.Received.Single().Value.From;
        for (var i = 0; i < 300; i++)
        {
            await _center.SendAsync(to, $"line {i}");
        }

        slow.Jam.SetResult();
        await slow.Served.WaitAsync(TimeSpan.FromMinutes(1));
        var (_, again) = await _center.GreetAsync(welcome.Token);
        again.Messages!.Select(static m => m.Text).ShouldContain("line 299");
    }

    [Theory]
    [InlineData("form")]
    [InlineData("say")]
    [InlineData("typing")]
    [InlineData("seen")]
    [InlineData("file")]
    [InlineData("piece")]
    [InlineData("end")]
    public async Task No_frame_counts_before_the_greeting_and_none_makes_a_second_greeting(string kind)
    {
        var frame = new ClientFrame { T = kind, Id = kind == "seen" ? Guid.NewGuid().ToString() : "x1", Text = "early", Size = 3, Data = [1, 2, 3], Fields = [], Consent = true, On = true };
        var early = _center.Connect();
        early.Say(frame);
        (await early.RestAsync()).ShouldHaveSingleItem().Code.ShouldBe("hello-first");
        (_center.Received.Count, _center.Files.Count, _center.Ends.Count, _center.Reports.Count, _center.Typed.Count).ShouldBe((0, 0, 0, 0, 0));

        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "hello" });
        (await tab.HearAsync("error")).Code.ShouldBe("bad-frame");
    }

    [Fact]
    public async Task Whoever_connects_and_says_nothing_is_cut_off_after_ten_seconds()
    {
        var tab = _center.Connect();
        var rest = tab.RestAsync();
        while (!rest.IsCompleted)
        {
            _center.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await rest).ShouldHaveSingleItem().Code.ShouldBe("hello-first");
        _center.Visitors.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Pieces_without_a_file_too_large_too_many_or_twice_are_nonsense_and_store_nothing()
    {
        var (tab, _) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "piece", Id = "f1", Data = [1] });
        (await tab.HearAsync("error")).Code.ShouldBe("bad-frame");
        tab.Say(new ClientFrame { T = "file", Id = "f1", Size = 100_000 });
        tab.Say(new ClientFrame { T = "piece", Id = "f1", Data = new byte[VisitorUpload.MaxPiece + 1] });
        (await tab.HearAsync("error")).Code.ShouldBe("bad-frame");
        tab.Say(new ClientFrame { T = "file", Id = "f2", Size = 5 });
        tab.Say(new ClientFrame { T = "piece", Id = "f2", Data = [1, 2, 3] });
        tab.Say(new ClientFrame { T = "piece", Id = "f2", Data = [1, 2, 3] }); // again: more than was said
        (await tab.HearAsync("error")).Code.ShouldBe("bad-frame");
        tab.Say(new ClientFrame { T = "piece", Id = "f2", Data = [4, 5] }); // too late
        (await tab.HearAsync("error")).Code.ShouldBe("bad-frame");
        tab.Say(new ClientFrame { T = "file", Id = "f3", Size = -1 });
        (await tab.RestAsync()).Where(static f => f.T == "error").ShouldHaveSingleItem().Code.ShouldBe("bad-frame");
        _center.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_wishes_to_end_is_slowed_down()
    {
        var (tab, _) = await _center.GreetAsync();
        for (var i = 0; i < 30; i++)
        {
            tab.Say(new ClientFrame { T = "end", Id = $"e{i}" });
        }

        tab.Leave();
        var rest = await tab.RestAsync();
        rest.Count(static f => f.T == "over").ShouldBe(10);
        rest.Count(static f => f.T == "retry").ShouldBe(20);
    }

    [Fact]
    public async Task Nothing_is_sent_along_before_the_questions_are_answered()
    {
        var center = new ChatCenter(static p => p.Consent["en"] = "I agree.");
        var (tab, _) = await center.GreetAsync();
        tab.Say(new ClientFrame { T = "file", Id = "f1", Size = 3 });
        (await tab.HearAsync("error")).Code.ShouldBe("form-first");
        center.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_pages_server_can_vouch_for_its_visitor()
    {
        var (tab, welcome) = await _center.GreetAsync(identity: Sign("""{"page":"acme","kind":"mailto","value":"ugo@example.com","exp":1803934800}"""));
        welcome.Token.ShouldBeNull("whom the page vouches for needs no token");
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");
        _center.Received.Single().Value.From.ShouldBe(new Address(AddressKind.Mail, "ugo@example.com"));
    }

    [Theory]
    [InlineData("""{"page":"acme","kind":"mailto","value":"ugo@example.com","exp":1700000000}""", Key)] // expired
    [InlineData("""{"page":"other","kind":"mailto","value":"ugo@example.com","exp":1803934800}""", Key)] // for another page
    [InlineData("""{"page":"acme","kind":"mailto","value":"ugo@example.com","exp":1803934800}""", "another key of the same length, no more")] // forged
    [InlineData("""{"page":"acme","kind":"not a kind","value":"ugo@example.com","exp":1803934800}""", Key)]
    [InlineData("""{"page":"acme","kind":"mailto","value":"","exp":1803934800}""", Key)]
    [InlineData("nonsense", Key)]
    public async Task A_claim_that_does_not_hold_makes_an_unknown_visitor(string claim, string key)
    {
        var (tab, welcome) = await _center.GreetAsync(identity: Sign(claim, key));
        welcome.Token.ShouldNotBeNull();
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");
        _center.Received.Single().Value.From.Kind.ShouldBe(AddressKind.Web);
    }

    private static string Sign(string claim, string key = Key)
    {
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claim));
        return $"{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(payload)))}";
    }
}
