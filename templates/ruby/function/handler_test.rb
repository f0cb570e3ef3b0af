# frozen_string_literal: true

require_relative 'handler'

# answers INPUT, EXPECTED
def answers(input, expected)
  answer = handle(input)
  abort "failed: #{input.inspect} was answered #{answer.inspect}, not #{expected.inspect}" unless answer == expected
end

answers("Ada\n", "Hello, Ada!\n")
answers('', "Hello, world!\n")
puts '2 tests passed'
