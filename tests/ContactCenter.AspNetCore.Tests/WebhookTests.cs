using System.Net;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.AspNetCore.Tests;

public sealed class WebhookTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("/hooks/test/main/status?m=1", "main/status")]
    [InlineData("/hooks/test", "")]
    [InlineData("/hooks/test/", "")]
    [InlineData("/hooks/test/a%2Fb%20c/%41?x=%7e&x=a+b&&y", "a%2Fb%20c/%41")]
    [InlineData("/hooks/test/a//b/?", "a//b/")]
    [InlineData("/hooks/test/%E2%82%AC;v=1?q=%", "%E2%82%AC;v=1")]
    [InlineData("/Hooks/%74est/x", "x")]
    public async Task A_handler_sees_the_url_as_it_was_written(string target, string subPath)
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook);

        var answer = await host.SendRawAsync($"GET {target} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 204");
        var request = hook.Requests.ShouldHaveSingleItem();
        request.Url.AbsoluteUri.ShouldBe("https://cc.example.com" + target);
        request.Url.OriginalString.ShouldBe("https://cc.example.com" + target);
        request.SubPath.ShouldBe(subPath);
    }

    [Fact]
    public async Task A_public_url_may_have_a_path_that_a_proxy_takes_off()
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook, o => o.PublicUrl = new Uri("https://example.com/center/"));

        await host.Client.GetAsync("/hooks/test/x?y=1");

        hook.Requests.ShouldHaveSingleItem().Url.AbsoluteUri.ShouldBe("https://example.com/center/hooks/test/x?y=1");
        host.App.Services.GetRequiredService<IWebhookUrls>().For("test/x?y=%41").AbsoluteUri.ShouldBe("https://example.com/center/hooks/test/x?y=%41");
    }

    [Fact]
    public async Task A_path_that_only_dot_segments_lead_to_the_handler_is_not_found()
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook);

        var answer = await host.SendRawAsync("GET /hooks/other/../test/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 404");
        hook.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_absolute_request_target_counts_from_its_path()
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook);

        await host.SendRawAsync($"GET http://{host.Address.Authority}/hooks/test/%41?b=%42 HTTP/1.1\r\nHost: {host.Address.Authority}\r\nConnection: close\r\n\r\n");

        hook.Requests.ShouldHaveSingleItem().Url.AbsoluteUri.ShouldBe("https://cc.example.com/hooks/test/%41?b=%42");
    }

    [Fact]
    public async Task Body_headers_and_answer_go_through_unchanged()
    {
        var hook = new FakeHook("test", (r, _) => Task.FromResult(new WebhookResponse(202) { ContentType = "text/xml", Body = "<é/>", RetryAfter = TimeSpan.FromMilliseconds(1_200) }));
        await using var host = await StartAsync(hook);
        byte[] body = [0, 0xFF, 0xC3, 0x28, (byte)'a'];
        using var message = new HttpRequestMessage(HttpMethod.Put, "/hooks/test") { Content = new ByteArrayContent(body) };
        message.Headers.Add("X-Twice", ["a", "b"]);

        var response = await host.Client.SendAsync(message);

        var request = hook.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("PUT");
        request.Body.ToArray().ShouldBe(body);
        request.Headers["x-twice"].Replace(" ", "").ShouldBe("a,b");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/xml");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Encoding.UTF8.GetBytes("<é/>"));
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_handler_hears_where_a_request_comes_from_and_answers_with_headers_of_its_own()
    {
        var hook = new FakeHook("test", static (_, _) => Task.FromResult(new WebhookResponse(303) { Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere", ["Vary"] = "Origin" } }));
        await using var host = await StartAsync(hook);

        var answer = await host.SendRawAsync("OPTIONS /hooks/test HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 303");
        answer.ShouldContain("Location: /elsewhere\r\n");
        answer.ShouldContain("Vary: Origin\r\n");
        var request = hook.Requests.ShouldHaveSingleItem();
        (request.Method, request.RemoteAddress).ShouldBe(("OPTIONS", "127.0.0.1"));
    }

    [Fact]
    public async Task A_line_end_in_a_header_of_a_handler_becomes_500_and_no_header()
    {
        await using var host = await StartAsync(new FakeHook("test", static (_, _) => Task.FromResult(new WebhookResponse(200) { Headers = new Dictionary<string, string> { ["Location"] = "/x\r\nSet-Cookie: a=b" } })));

        var answer = await host.SendRawAsync("GET /hooks/test HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 500");
        answer.ShouldNotContain("Set-Cookie");
    }

    [Theory]
    [InlineData(1_000, false, 204)]
    [InlineData(1_001, false, 413)]
    [InlineData(1_000, true, 204)]
    [InlineData(1_001, true, 413)]
    [InlineData(200_000, true, 413)]
    [InlineData(0, false, 204)]
    public async Task A_body_is_taken_up_to_the_handlers_limit(int size, bool chunked, int status)
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook);
        using var message = new HttpRequestMessage(HttpMethod.Post, "/hooks/test") { Content = new ByteArrayContent(new byte[size]) };
        message.Headers.TransferEncodingChunked = chunked;
        message.Headers.ExpectContinue = true; // lets the server refuse before the body is on its way

        var response = await host.Client.SendAsync(message);

        ((int)response.StatusCode).ShouldBe(status);
        hook.Requests.Select(r => r.Body.Length).ShouldBe(status == 204 ? [size] : []);
    }

    [Fact]
    public async Task A_handler_may_take_more_than_the_servers_own_limit()
    {
        const int size = 31_000_000; // Kestrel refuses above 30,000,000
        var hook = new FakeHook("test") { MaxBodySizeBytes = size };
        await using var host = await StartAsync(hook);

        var response = await host.Client.PostAsync("/hooks/test", new ByteArrayContent(new byte[size]));

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        hook.Requests.ShouldHaveSingleItem().Body.Length.ShouldBe(size);
    }

    [Fact]
    public async Task A_body_that_trickles_is_answered_408_and_its_place_is_free_again()
    {
        var hook = new FakeHook("test");
        await using var host = await StartAsync(hook, o => (o.BodyTimeout, o.MaxConcurrentWebhooks) = (TimeSpan.FromMilliseconds(200), 1));

        var answer = await host.SendRawAsync("POST /hooks/test HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");

        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("Connection: close");
        hook.Requests.ShouldBeEmpty();
        (await host.Client.GetAsync("/hooks/test")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_a_handler_throws_stays_inside()
    {
        var hook = new FakeHook("test", (_, _) => throw new InvalidDataException("secret detail"));
        await using var host = await StartAsync(hook, environment: "Development");

        var response = await host.Client.GetAsync("/hooks/test");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        host.Logs.GetSnapshot().Where(r => r.Id == 4000).ShouldHaveSingleItem().Exception.ShouldBeOfType<InvalidDataException>();
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_503_with_a_time_to_come_back()
    {
        var hook = new FakeHook("test", (_, _) => throw new LogUnavailableException("disk full"));
        await using var host = await StartAsync(hook, o => o.RetryAfter = TimeSpan.FromSeconds(7));

        var response = await host.Client.GetAsync("/hooks/test");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task One_request_too_many_is_told_to_come_back()
    {
        var inside = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var hook = new FakeHook("test", async (_, _) =>
        {
            inside.TrySetResult();
            await leave.Task;
            return new WebhookResponse(200);
        });
        await using var host = await StartAsync(hook, o => o.MaxConcurrentWebhooks = 1);
        var first = host.Client.GetAsync("/hooks/test");
        await inside.Task.WaitAsync(Patience);

        var second = await host.Client.GetAsync("/hooks/test");
        leave.SetResult();

        second.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Headers.RetryAfter.ShouldNotBeNull();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Client.GetAsync("/hooks/test")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_cancels_the_handler()
    {
        var inside = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var hook = new FakeHook("test", async (_, ct) =>
        {
            inside.SetResult();
            await using var registration = ct.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, ct);
            return new WebhookResponse(200);
        });
        await using var host = await StartAsync(hook);
        using (var tcp = await host.ConnectAsync("GET /hooks/test HTTP/1.1\r\nHost: h\r\n\r\n"))
        {
            await inside.Task.WaitAsync(Patience);
        }

        await cancelled.Task.WaitAsync(Patience);
        host.Logs.GetSnapshot().Where(r => r.Id == 4000).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_host_drains_new_requests_are_refused_and_those_in_work_finish()
    {
        var inside = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var hook = new FakeHook("test", async (_, _) =>
        {
            inside.TrySetResult();
            await leave.Task;
            return new WebhookResponse(200);
        });
        await using var host = await StartAsync(hook, o => o.DrainDelay = TimeSpan.FromMinutes(1));
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var standing = host.Client.GetAsync("/hooks/test");
        await inside.Task.WaitAsync(Patience);

        host.App.Lifetime.StopApplication(); // what SIGTERM does
        var refused = await host.Client.GetAsync("/hooks/test");
        var ready = await host.Client.GetAsync("/health/ready");
        var live = await host.Client.GetAsync("/health/live");
        leave.SetResult();

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await standing).StatusCode.ShouldBe(HttpStatusCode.OK);
        hook.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_waits_for_requests_in_work()
    {
        var inside = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var hook = new FakeHook("test", async (_, _) =>
        {
            inside.TrySetResult();
            await leave.Task;
            return new WebhookResponse(200);
        });
        await using var host = await StartAsync(hook);
        var standing = host.Client.GetAsync("/hooks/test");
        await inside.Task.WaitAsync(Patience);

        var stop = host.App.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        leave.SetResult();

        (await standing).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop.WaitAsync(Patience);
    }

    [Fact]
    public async Task Two_handlers_of_one_path_are_named_at_start()
    {
        var start = () => WebHost.StartAsync(s => s.AddSingleton<IWebhookHandler>(new FakeHook("test")).AddSingleton<IWebhookHandler>(new FakeHook("test")));

        (await start.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("'test'");
    }

    private static Task<WebHost> StartAsync(FakeHook hook, Action<WebOptions>? web = null, string environment = "Production") =>
        WebHost.StartAsync(s => s.AddSingleton<IWebhookHandler>(hook), web, environment);
}
