# frozen_string_literal: true

# Answers one call: gets its body, returns the answer. ENV['Http_Method'], Http_Path, Http_Query and Http_… of each header
# are variables; an exception is a failure.
def handle(body)
  name = body.strip.empty? ? 'world' : body.strip
  "Hello, #{name}!\n"
end
