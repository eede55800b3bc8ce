using System.Text;
using System.Text.Json;
using ContactCenter.Channels.WebForms.Posts;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>What strangers post.</summary>
public sealed class PostTests
{
    [Theory]
    [InlineData("application/json; charset=utf-8", """{"a":"è","b":12.50,"c":true,"d":null}""", "a=è b=12.50 c=true d=")]
    [InlineData("application/x-www-form-urlencoded", "a=%C3%A8&b=1+2&c&&d=x%0D%0Ay", "a=è b=1 2 c= d=x\ny")]
    [InlineData("multipart/form-data; boundary=\"xyz\"", "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nè\r\n--xyz\r\ncontent-disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--xyz--\r\n", "a=è")]
    public void Every_kind_of_body_is_read(string type, string body, string expected)
    {
        var (form, fault) = PostedForm.Parse(type, Encoding.UTF8.GetBytes(body));
        fault.ShouldBeNull();
        string.Join(' ', form.Values.Select(static v => $"{v.Key}={v.Value}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("application/json", """{"a":{"b":1}}""")]
    [InlineData("application/json", """{"a":[1]}""")]
    [InlineData("application/json", """{"a":"\ud800"}""")]
    [InlineData("application/json", """{"a":"x"} {}""")]
    [InlineData("application/json", """{"a":"x",}""")]
    [InlineData("application/json", "null")]
    [InlineData("application/x-www-form-urlencoded", "a=%")]
    [InlineData("application/x-www-form-urlencoded", "a=%zz")]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\n\r\n--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=f; filename=a.exe\r\n\r\nMZ\r\n--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nno end")]
    public void What_is_malformed_is_said_to_be(string type, string body) => PostedForm.Parse(type, Encoding.UTF8.GetBytes(body)).Fault.ShouldBe("malformed");

    [Fact]
    public void Depth_numbers_and_broken_text_are_bounded()
    {
        PostedForm.Parse("application/json", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 30_000))).Fault.ShouldBe("malformed");
        PostedForm.Parse("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 101).Select(static i => $"a{i}=")))).Fault.ShouldBe("malformed");
        PostedForm.Parse("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(new string('n', 101) + "=x")).Fault.ShouldBe("malformed");
        PostedForm.Parse("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("a=%E8")).Fault.ShouldBe("encoding");
        PostedForm.Parse("application/json", new byte[] { (byte)'{', (byte)'"', 0xE8, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).Fault.ShouldBe("malformed");
        PostedForm.Parse("text/plain", Array.Empty<byte>()).Fault.ShouldBe("content-type");
        PostedForm.Parse(null, Array.Empty<byte>()).Fault.ShouldBe("content-type");
    }

    [Fact]
    public async Task A_name_that_comes_twice_is_a_fault_and_not_a_choice_of_ours()
    {
        var center = new FormCenter();
        foreach (var (type, body) in new[]
        {
            ("application/x-www-form-urlencoded", $"name=Ada&name=Eve&reach=voice&phone=0669821234&cc-token={center.Token()}"),
            ("application/json", $$"""{"name":"Ada","name":"Eve","reach":"voice","phone":"0669821234","cc-token":"{{center.Token()}}"}"""),
        })
        {
            var response = await center.PostAsync("quote", body, type);
            response.Status.ShouldBe(422);
            JsonDocument.Parse(response.Body!).RootElement.GetProperty("faults")[0].GetProperty("code").GetString().ShouldBe("twice");
        }
    }

    [Fact]
    public async Task Answers_to_what_cannot_be_read_name_the_reason()
    {
        var center = new FormCenter();
        (await center.PostAsync("quote", "x", "text/plain")).Status.ShouldBe(415);
        (await center.PostAsync("quote", "{")).Status.ShouldBe(400);
        (await center.PostAsync("other", "{}")).Status.ShouldBe(404);
        (await center.PostAsync("", "{}")).Status.ShouldBe(404);
        (await center.PostAsync("../quote", "{}")).Status.ShouldBe(404);
        (await center.RequestAsync("DELETE", "quote")).Status.ShouldBe(405);
        (await center.RequestAsync("GET", "other")).Status.ShouldBe(404);
        center.Received.ShouldBeEmpty();
        center.Counted.ShouldBe(["quote malformed", "quote malformed", " no-form", " no-form", " no-form"]);
    }

    [Fact]
    public async Task The_form_may_be_named_in_a_field()
    {
        var center = new FormCenter();
        (await center.PostAsync("", JsonSerializer.Serialize(FormCenter.Filled(("cc-form", "quote"), ("cc-token", center.Token()))))).Status.ShouldBe(200);
        (await center.RequestAsync("OPTIONS", "")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task The_script_is_small_and_needs_nothing()
    {
        var response = await new FormCenter().RequestAsync("GET", "form.js");
        (response.Status, response.ContentType).ShouldBe((200, "text/javascript; charset=utf-8"));
        Encoding.UTF8.GetByteCount(response.Body!).ShouldBeLessThan(6_000);
        response.Body!.ShouldNotContain("innerHTML");
    }
}
